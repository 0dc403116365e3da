package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Posts a load through a gateway that is killed again and again, and waits until everything has arrived. A client posts its next
 * request when the one before was answered, and the same again when the connection broke: what a sender has to do.
 */
final class CrashRun implements AutoCloseable {
    /** Small, so that the repetition of more than one batch would be seen. */
    static final int BATCH = 100;

    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration LONGEST_FOR_DELIVERY = Duration.ofSeconds(10);
    private static final int MOST_REQUESTS_OF_A_LIFE = 60;

    private final ServerProcess server;
    private final Gateway gateway;
    private final CrashLoad load;
    private final SandboxControl sandbox;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Long> kills = new ArrayList<>();

    private CrashRun(ServerProcess server, CrashLoad load, SandboxControl sandbox) {
        this.server = server;
        this.gateway = new Gateway(server.url());
        this.load = load;
        this.sandbox = sandbox;
    }

    /** Starts a gateway with further settings on an empty folder, beside a sandbox in its first state. */
    static CrashRun start(String name, CrashLoad load, SandboxControl sandbox, Map<String, String> settings) {
        sandbox.reset();
        sandbox.change("{\"quota\":1000000,\"journal\":{\"entries\":1000000,\"totalBytes\":200000000}}");
        ServerProcess.Builder<Liberty> gateway = Sandbox.connected(Liberty.gateway(name))
                .setting("destination.smc.user-list", CrashLoad.USER_LIST)
                .setting("destination.smc.business-key", "CUSTOMER_ID")
                .setting("destination.smc.batch-events", Integer.toString(BATCH));
        settings.forEach(gateway::setting);
        return new CrashRun(gateway.start(), load, sandbox);
    }

    /** Posts everything while the gateway is killed so often, at moments that the seed draws. */
    void post(int times, long seed) throws InterruptedException, ExecutionException {
        ExecutorService clients = Executors.newFixedThreadPool(load.clients().size());
        try {
            List<Future<?>> posting = new ArrayList<>();
            load.clients().forEach(requests -> posting.add(clients.submit(() -> client(requests))));
            kill(times, new SplittableRandom(seed).split());
            for (Future<?> each : posting) {
                each.get();
            }
        } finally {
            over.set(true);
            clients.shutdownNow();
            assertThat(clients.awaitTermination(1, MINUTES)).isTrue();
        }
    }

    /** Waits until nothing is pending, and holds the ledger to the load. */
    void assertLedgerAddsUp() {
        await("everything to be delivered")
                .atMost(20, MINUTES)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> ledger().getInt("pending") == 0);
        try {
            JsonObject ledger = ledger();
            int events = load.events().size();
            assertThat(ledger.getInt("accepted")).as("accepted: " + ledger).isEqualTo(events);
            assertThat(ledger.getInt("delivered")).as("delivered: " + ledger).isEqualTo(events);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The last request that the sandbox had answered at each kill. */
    List<Long> kills() {
        return kills;
    }

    @Override
    public void close() {
        server.close();
    }

    private JsonObject ledger() throws IOException {
        return gateway.connection("smc").getJsonObject("ledger");
    }

    private void kill(int times, SplittableRandom random) throws InterruptedException {
        for (int kill = 0; kill < times; kill++) {
            double part = (kill + random.nextDouble()) / (times + 1);
            long threshold = Math.round(part * load.requests());
            long sequence = sandbox.lastSequence() + random.nextInt(MOST_REQUESTS_OF_A_LIFE);
            await("answers before kill " + kill)
                    .atMost(LONGEST)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> answered.get() >= threshold || over.get());
            waitForDelivery(sequence);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(30));
            server.kill();
            kills.add(sandbox.lastSequence());
            server.launch();
        }
    }

    /** Kills shall meet the gateway at its start as well as in the midst of its calls to SMC; there may be none to wait for. */
    private void waitForDelivery(long sequence) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_FOR_DELIVERY.toNanos();
        while (sandbox.lastSequence() < sequence && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private void client(List<CrashLoad.Request> requests) {
        try {
            post(requests);
        } catch (RuntimeException | Error e) {
            over.set(true); // the others need not go on
            throw e;
        }
    }

    private void post(List<CrashLoad.Request> requests) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        for (CrashLoad.Request request : requests) {
            while (!isAnswered(request)) {
                assertThat(System.nanoTime()).as("the load takes too long").isLessThan(deadline);
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                if (over.get()) {
                    return;
                }
            }
            answered.incrementAndGet();
        }
    }

    /** Whether the gateway took it; a broken connection and a failure of the server say that it may not have. */
    private boolean isAnswered(CrashLoad.Request request) {
        try {
            int status = gateway.post(request.path(), request.json()).statusCode();
            assertThat(status).as("answer to a client").matches(code -> code == 200 || code >= 500);
            return status == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
