package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.sandbox.Client.object;

import java.time.Duration;
import java.util.Map;
import org.eventgateway.sandbox.fault.Fault;
import org.eventgateway.sandbox.fault.FaultKind;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.http.Sending;
import org.eventgateway.sandbox.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
    private static final Duration LATE = Duration.ofSeconds(9);

    private final StepClock clock = new StepClock();
    private final Sandbox sandbox = Sandbox.create(SandboxConfig.defaults().withClock(clock));
    private final Client client = Client.of(sandbox);

    private SandboxReply load() {
        return client.post(Client.EVENTS + "/data/load?keyFields=EVENT_ID&fields=EVENT_ID", "[[\"e-1\"]]");
    }

    private SandboxReply loadOf(String user) {
        return client.post(
                Client.EVENTS + "/data/load?keyFields=EVENT_ID&fields=EVENT_ID,USER_ID",
                "[[\"e-1\",\"" + user + "\"]]");
    }

    private SandboxReply loadWith(FaultKind kind) {
        sandbox.faults().add(Fault.next(kind, "/data/load$"));
        return load();
    }

    private int rows() {
        return sandbox.rows("ACME", "segment_events").size();
    }

    @ParameterizedTest(name = "{0}: {1}, {2} rows")
    @CsvSource({
        "STATUS, WHOLE, 0",
        "RESET_BEFORE, CUT, 0",
        "RESET_AFTER, CUT_IN_BODY, 1",
        "LOST_ANSWER, CUT, 1",
        "LATE, CUT, 1",
        "SLOW, WHOLE, 1",
        "DRIP, DRIP, 1",
        "HTML, WHOLE, 0",
        "EMPTY, WHOLE, 1",
        "TRUNCATED, WHOLE, 1",
        "FAILED, WHOLE, 0"
    })
    void carriesOutTheRequestOrNot(FaultKind kind, Sending sending, int rows) {
        assertThat(loadWith(kind).sending()).isEqualTo(sending);
        assertThat(rows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504, 403})
    void answersAnyStatusOnDemand(int status) {
        sandbox.faults().add(Fault.status(status, "/data/load").withHeaders(Map.of("Retry-After", "7")));
        SandboxReply reply = load();
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers()).containsEntry("Retry-After", "7");
    }

    @Test
    void answersHtmlWith200() {
        SandboxReply reply = loadWith(FaultKind.HTML);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).containsEntry("Content-Type", "text/html; charset=utf-8");
    }

    @Test
    void answersNothingWith200() {
        SandboxReply reply = loadWith(FaultKind.EMPTY);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void answersHalfOfTheJson() {
        assertThat(JsonText.read(loadWith(FaultKind.TRUNCATED).body())).isEmpty();
    }

    @Test
    void answersFailedWith200() {
        assertThat(object(loadWith(FaultKind.FAILED)).getString("result_code")).isEqualTo("Failed");
    }

    @Test
    void answersLate() {
        sandbox.faults().add(Fault.next(FaultKind.SLOW, "/data/load").lasting(Duration.ofSeconds(9)));
        assertThat(load().delay()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void dropsTheConnectionOfALateRequestAtOnce() {
        sandbox.faults().add(Fault.next(FaultKind.LATE, "/data/load").lasting(LATE));
        SandboxReply reply = load();
        assertThat(reply.sending()).isEqualTo(Sending.CUT);
        assertThat(reply.delay()).isEqualTo(Duration.ZERO);
    }

    @Test
    void carriesOutALateRequestWhenItsTimeHasCome() {
        sandbox.faults().add(Fault.next(FaultKind.LATE, "/data/load").lasting(LATE));
        load();
        clock.advance(LATE.minusMillis(1));
        assertThat(rows()).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void letsALateRequestUndoWhatCameMeanwhile() {
        sandbox.faults().add(Fault.next(FaultKind.LATE, "/data/load").lasting(LATE));
        loadOf("early");
        loadOf("later");
        clock.advance(LATE);
        assertThat(sandbox.rows("ACME", "segment_events"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("USER_ID", "early"));
    }

    @Test
    void carriesOutALateRequestBeforeOneThatComesAfterItsTime() {
        sandbox.faults().add(Fault.next(FaultKind.LATE, "/data/load").lasting(LATE));
        loadOf("early");
        clock.advance(LATE);
        loadOf("later");
        assertThat(sandbox.rows("ACME", "segment_events"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("USER_ID", "later"));
    }

    @Test
    void forgetsALateRequestWithAReset() {
        sandbox.faults().add(Fault.next(FaultKind.LATE, "/data/load").lasting(LATE));
        load();
        sandbox.reset();
        clock.advance(LATE);
        assertThat(rows()).isZero();
    }

    @Test
    void sparesCallsOfFewerRows() {
        sandbox.faults().add(Fault.next(FaultKind.FAILED, "/data/load").onRows(2));
        assertThat(object(load()).getString("result_code")).isEqualTo("Succeeded");
        SandboxReply two =
                client.post(Client.EVENTS + "/data/load?keyFields=EVENT_ID&fields=EVENT_ID", "[[\"e-1\"],[\"e-2\"]]");
        assertThat(object(two).getString("result_code")).isEqualTo("Failed");
    }

    @Test
    void leavesAGapBeforeEachDrop() {
        sandbox.faults().add(Fault.next(FaultKind.DRIP, "/data/load").lasting(Duration.ofMillis(20)));
        assertThat(load().gap()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void isGoneAfterAsManyRequestsAsItWasMadeFor() {
        sandbox.faults().add(Fault.status(503, "/data/load").times(2));
        assertThat(load().status()).isEqualTo(503);
        assertThat(load().status()).isEqualTo(503);
        assertThat(load().status()).isEqualTo(200);
    }

    @Test
    void waitsForARequestThatMatchesMethodAndPath() {
        sandbox.faults().add(Fault.status(503, "/records").on("DELETE"));
        assertThat(client.get(Client.USERS + "/records").status()).isEqualTo(200);
        assertThat(client.delete(Client.USERS + "/records/1", "").status()).isEqualTo(503);
    }

    @Test
    void playsFaultsInTheOrderTheyWereAdded() {
        sandbox.faults().add(Fault.status(500, "/data/load"));
        sandbox.faults().add(Fault.status(503, "/data/load"));
        assertThat(load().status()).isEqualTo(500);
        assertThat(load().status()).isEqualTo(503);
    }
}
