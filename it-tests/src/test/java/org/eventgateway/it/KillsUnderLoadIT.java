package org.eventgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The gateway is killed ({@code kill -9}) again and again while 64 clients post all six calls, with profiles and segments on. The
 * sandbox lives on in its own process; its journal is the witness. {@code -Dcrash.seed=…} repeats a load and its moments of death.
 *
 * <p>Decision: nobody is deleted. What a deletion purges is neither delivered nor ever arrives, so that neither the ledger nor the
 * order of arrivals could tell it from what was lost; the simulation deletes.
 */
@Tag("crash")
class KillsUnderLoadIT {
    private static final int CLIENTS = 64;

    /** How long the gateway holds back after a start; longer than the sandbox is at work on what a dead process sent. */
    private static final Map<String, String> SETTLING = Map.of("destination.smc.settle-time", "1s");
    /** So that bad weather costs seconds, not minutes. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "destination.smc.retry-first-delay", "50ms",
            "destination.smc.retry-longest-delay", "500ms",
            "destination.smc.read-timeout", "2s",
            "destination.smc.total-timeout", "3s",
            "destination.smc.settle-time", "1s");

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final SandboxControl sandbox = new SandboxControl(Sandbox.url());
    private final Smc smc = Sandbox.smc();

    @Test
    void tenKillsLeaveTheStateOfARunWithoutAndRepeatAtMostABatchEach() throws Exception {
        int kills = Integer.getInteger("crash.kills", 10);
        CrashLoad load = CrashLoad.of(seed, CLIENTS, Integer.getInteger("crash.requests", 100));
        tell(kills, load);
        SmcState undisturbed = deliver("calm", load, 0);
        SmcState state;
        try (CrashRun run = CrashRun.start("killed", load, sandbox, SETTLING)) {
            state = deliver(run, kills);
            SentLoads sent = new SentLoads(sandbox.journal());
            assertRulesOfOrder(sent);
            int again = sent.assertEachKillRepeatsAtMostOneBatch(run.kills(), CrashRun.BATCH);
            assertThat(again)
                    .as("rows that a kill made the gateway send again; none would prove nothing")
                    .isPositive();
            assertThat(sent.rowsSent(CrashLoad.USER_LIST + "/segments/"))
                    .as("rows sent to segments")
                    .isLessThanOrEqualTo(count(load, "group") + (long) kills * CrashRun.BATCH);
        }
        smc.assertRequestsKeepTheContract();
        assertThat(state).as("seed %d", seed).isEqualTo(undisturbed);
        assertThat(state).as("seed %d", seed).isEqualTo(SmcState.after(load.events()));
    }

    @Test
    void fiftyKillsWhileSmcMisbehavesLeaveTheStateThatTheEventsSay() throws Exception {
        int kills = Integer.getInteger("crash.kills", 50);
        CrashLoad load = CrashLoad.of(seed, CLIENTS, 3 * kills);
        tell(kills, load);
        SmcState state;
        try (CrashRun run = CrashRun.start("killed-in-bad-weather", load, sandbox, IMPATIENT)) {
            Faults faults = Faults.start(sandbox, seed);
            try {
                run.post(kills, seed);
                run.assertLedgerAddsUp();
            } finally {
                faults.end();
            }
            state = SmcState.of(smc);
            List<JsonObject> journal = sandbox.journal();
            assertRulesOfOrder(new SentLoads(journal));
            assertThat(faultsPlayed(journal)).as("kinds of faults played").hasSizeGreaterThan(5);
        }
        smc.assertRequestsKeepTheContract();
        assertThat(state).as("seed %d", seed).isEqualTo(SmcState.after(load.events()));
    }

    private SmcState deliver(String name, CrashLoad load, int kills) throws InterruptedException, ExecutionException {
        try (CrashRun run = CrashRun.start(name, load, sandbox, Map.of())) {
            return deliver(run, kills);
        }
    }

    private SmcState deliver(CrashRun run, int kills) throws InterruptedException, ExecutionException {
        run.post(kills, seed);
        run.assertLedgerAddsUp();
        return SmcState.of(smc);
    }

    private void assertRulesOfOrder(SentLoads sent) {
        sent.assertFirstArrivalsKeepTheOrderOfEachUser();
        sent.assertProfilesKeepTheOrderOfEachUser();
        sent.assertOnlyTheBatchInHandIsSentAgain(CrashRun.BATCH);
    }

    private static long count(CrashLoad load, String type) {
        return load.events().stream()
                .filter(event -> event.getString("type").equals(type))
                .count();
    }

    private static Map<String, Long> faultsPlayed(List<JsonObject> journal) {
        return journal.stream()
                .filter(entry -> entry.containsKey("fault"))
                .collect(Collectors.groupingBy(entry -> entry.getString("fault"), Collectors.counting()));
    }

    private void tell(int kills, CrashLoad load) {
        System.out.printf(
                "crash.seed=%d: %d kills, %d requests, %d events%n",
                seed, kills, load.requests(), load.events().size());
    }
}
