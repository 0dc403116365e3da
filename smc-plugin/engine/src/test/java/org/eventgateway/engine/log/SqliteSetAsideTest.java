package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.event.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSetAsideTest {
    private final ManualClock clock = new ManualClock();

    @TempDir
    private Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(StoreConfig.of(folder), List.of("smc"), clock, Thread::new);
        store.eventLog().append(Events.append("smc", Events.tracks("m", 5))).join();
        // The second and the fourth wait, the others are delivered.
        store.eventLog().commit("smc", settlement(5, 3, waiting(2, "row"), waiting(4)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsSetAsideIsPendingAndTheLogGoesOn() {
        assertThat(store.ledger().balance("smc").pending()).isEqualTo(2);
        assertThat(store.ledger().balance("smc").addsUp()).isTrue();
        assertThat(store.eventLog().read("smc", Position.START, 10, 10_000)).isEmpty();
        assertThat(ids()).containsExactly("m1", "m3");
    }

    @Test
    void knowsWhatIsDone() {
        assertThat(read()).extracting(LoggedEvent::doneEffects).containsExactly(Set.of("row"), Set.of());
    }

    @Test
    void knowsHowOftenItWasSent() {
        Settlement.Waiting sent = new Settlement.Waiting(new Position(2), Set.of("row"), new Attempts(5, 77));
        store.setAside().settle("smc", Position.START, settlement(4, 0, sent, waiting(4)));

        assertThat(read()).extracting(LoggedEvent::attempts).containsExactly(new Attempts(5, 77), Attempts.NONE);
        assertThat(read()).extracting(LoggedEvent::doneEffects).containsExactly(Set.of("row"), Set.of());
    }

    @Test
    void outlivesAProcess() {
        store.close();
        store = SqliteStore.open(StoreConfig.of(folder), List.of("smc"), clock, Thread::new);

        assertThat(ids()).containsExactly("m1", "m3");
        assertThat(store.ledger().balance("smc").pending()).isEqualTo(2);
    }

    @Test
    void whatGotItsEndLeavesAndWhatStillWaitsStays() {
        store.setAside().settle("smc", Position.START, settlement(4, 1, waiting(4, "profile")));

        assertThat(ids()).containsExactly("m3");
        assertThat(read().get(0).doneEffects()).containsExactly("profile");
        assertThat(store.ledger().balance("smc").delivered()).isEqualTo(4);
        assertThat(store.ledger().balance("smc").pending()).isEqualTo(1);
    }

    @Test
    void settlingTwiceCountsOnce() {
        Settlement settlement = settlement(4, 1, waiting(4));
        store.setAside().settle("smc", Position.START, settlement);
        store.setAside().settle("smc", Position.START, settlement);

        assertThat(store.ledger().balance("smc").delivered()).isEqualTo(4);
        assertThat(ids()).containsExactly("m3");
    }

    @Test
    void aRejectedOneBecomesADeadLetter() {
        store.setAside().settle("smc", Position.START, Events.rejecting(4, 1, Events.rejected(2, "row")));

        assertThat(store.deadLetters().find("smc", DeadLetters.Query.all(10)))
                .extracting(letter -> letter.event().orElseThrow().messageId())
                .containsExactly("m1");
        assertThat(store.ledger().balance("smc").addsUp()).isTrue();
        assertThat(store.ledger().balance("smc").pending()).isZero();
    }

    @Test
    void knowsWhoIsLeft() {
        assertThat(store.setAside().left("smc", new Position(1), new Position(4)))
                .containsExactlyInAnyOrder(new Position(2), new Position(4));
        assertThat(store.setAside().left("smc", new Position(3), new Position(3)))
                .isEmpty();
    }

    @Test
    void refusesASettlementThatLeavesSomeOut() {
        assertThatThrownBy(() -> store.setAside().settle("smc", Position.START, settlement(4, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ids()).containsExactly("m1", "m3");
    }

    @Test
    void refusesASettlementThatDoesNotAddUp() {
        assertThatThrownBy(() -> store.setAside().settle("smc", Position.START, settlement(4, 7)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ids()).containsExactly("m1", "m3");
    }

    @Test
    void goesWithItsPerson() {
        store.eventLog().append(Events.append("smc", Events.track("later"))).join();
        store.deletions()
                .answered("smc", new Position(6), new Person("user-m1"), new Erasure(List.of(), Optional.empty()));

        assertThat(ids()).containsExactly("m3");
        assertThat(store.ledger().balance("smc").deleted()).isEqualTo(1);
        assertThat(store.ledger().balance("smc").addsUp()).isTrue();
    }

    private static Settlement settlement(long upTo, long delivered, Settlement.Waiting... waiting) {
        return new Settlement(new Position(upTo), delivered, 0, List.of(), List.of(waiting), List.of());
    }

    private static Settlement.Waiting waiting(long position, String... doneEffects) {
        return new Settlement.Waiting(new Position(position), Set.of(doneEffects));
    }

    private List<LoggedEvent> read() {
        return store.setAside().read("smc", Position.START, 10, 10_000);
    }

    private List<String> ids() {
        return read().stream().map(logged -> logged.event().messageId()).toList();
    }
}
