package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.eventgateway.sandbox.fault.Fault;
import org.eventgateway.sandbox.fault.FaultKind;
import org.eventgateway.sandbox.journal.JournalEntry;
import org.eventgateway.sandbox.journal.JournalLimits;
import org.junit.jupiter.api.Test;

class JournalTest {
    private final StepClock clock = new StepClock();
    private final Sandbox sandbox = Sandbox.create(SandboxConfig.defaults().withClock(clock));
    private final Client client = Client.of(sandbox);

    private JournalEntry last() {
        return sandbox.journal().all().get(sandbox.journal().all().size() - 1);
    }

    @Test
    void keepsWhatWasAskedAndAnswered() {
        client.post("/lists/a%20b/data/load?keyFields=A%2CB", "[[1]]");
        assertThat(last().method()).isEqualTo("POST");
        assertThat(last().path()).isEqualTo("/Portal/Api/organizations/ACME/lists/a%20b/data/load");
        assertThat(last().query()).isEqualTo("keyFields=A%2CB");
        assertThat(last().body()).isEqualTo("[[1]]");
        assertThat(last().status()).isEqualTo(404);
        assertThat(last().time()).isEqualTo(clock.instant());
    }

    @Test
    void masksTheSecretAndKeepsTheKey() {
        client.get("/lists");
        assertThat(last().headers()).containsEntry("X-ApiKey", "sandbox-key:***");
    }

    @Test
    void masksCredentialsInOtherHeaders() {
        client.withHeader("Authorization", "Basic c2VjcmV0")
                .withHeader("X-Api-Key", "a:secret")
                .get("/lists");
        assertThat(last().headers().values()).noneMatch(value -> value.contains("secret") || value.contains("c2Vj"));
    }

    @Test
    void recordsTheFaultAndNoStatusWhenNothingWasAnswered() {
        sandbox.faults().add(Fault.next(FaultKind.LOST_ANSWER, "/lists"));
        client.get("/lists");
        assertThat(last().status()).isZero();
        assertThat(last().fault()).contains("lost-answer");
    }

    @Test
    void dropsTheOldestEntriesBeyondItsLimit() {
        sandbox.journal().limit(new JournalLimits(2, 100, 1000));
        for (int call = 0; call < 3; call++) {
            client.get("/lists");
        }
        assertThat(sandbox.journal().all()).extracting(JournalEntry::sequence).containsExactly(2L, 3L);
    }

    @Test
    void dropsTheOldestBodiesBeyondItsLimitOfBytes() {
        sandbox.journal().limit(new JournalLimits(10, 100, 9));
        client.post("/lists", "12345");
        client.post("/lists", "12345");
        assertThat(sandbox.journal().all()).extracting(JournalEntry::sequence).containsExactly(2L);
    }

    @Test
    void keepsTheBeginningOfALongBodyAndItsLength() {
        sandbox.journal().limit(new JournalLimits(10, 3, 100));
        client.post("/lists", "12345");
        assertThat(last().body()).isEqualTo("123");
        assertThat(last().bodyBytes()).isEqualTo(5);
    }

    @Test
    void isReadInPages() {
        for (int call = 0; call < 5; call++) {
            client.get("/lists");
        }
        assertThat(sandbox.journal().after(2, 2))
                .extracting(JournalEntry::sequence)
                .containsExactly(3L, 4L);
    }

    @Test
    void goesOnCountingWhenItIsCleared() {
        client.get("/lists");
        sandbox.journal().clear();
        client.get("/lists");
        assertThat(sandbox.journal().all()).extracting(JournalEntry::sequence).containsExactly(2L);
    }
}
