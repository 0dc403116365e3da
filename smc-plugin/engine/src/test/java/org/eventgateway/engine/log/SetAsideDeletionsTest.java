package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests to delete a person that are set aside, since an operator must act before they can be done. */
class SetAsideDeletionsTest {
    private static final Person ANN = new Person("ann");
    private static final Erasure DONE = new Erasure(List.of(new Erasure.Store("USERS", 1, 0)), Optional.empty());
    private static final Erasure WAITING = Erasure.waiting(
            List.of(), Reason.configuration("right_missing", "Grant the right."), Set.of(new Scope("right", "delete")));

    private final ManualClock clock = new ManualClock();

    @TempDir
    private Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(StoreConfig.of(folder), List.of("smc"), clock, Thread::new);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void isNotTakenForDoneWhenTheLogGoesOn() {
        append(Events.delete("d", "ann"), of("ben", "m1"));
        answered(1, WAITING);
        store.eventLog().commit("smc", settlement(2, 1, 1));
        store.care();

        assertThat(receipt().state()).isEqualTo(Deletions.State.PURGED);
        assertThat(receipt().settled()).isEmpty();
        assertThat(receipt().wiped()).isEmpty();
        assertThat(aside()).containsExactly("d");
        assertThat(balance().pending()).isEqualTo(1);
    }

    @Test
    void hasItsReceiptOnceItIsDone() {
        append(Events.delete("d", "ann"), of("ben", "m1"));
        answered(1, WAITING);
        store.eventLog().commit("smc", settlement(2, 1, 1));

        answered(1, DONE);
        store.setAside().settle("smc", Position.START, settlement(1, 1));
        store.care();

        assertThat(receipt().state()).isEqualTo(Deletions.State.WIPED);
        assertThat(receipt().stores()).contains(new Deletions.Store("USERS", 1, 0, 0));
        assertThat(aside()).isEmpty();
        assertThat(balance().delivered()).isEqualTo(2);
        assertThat(balance().addsUp()).isTrue();
    }

    @Test
    void isStillOpenWhileItWaitsOnInTheNextRound() {
        append(Events.delete("d", "ann"));
        store.eventLog().commit("smc", settlement(1, 0, 1));

        store.setAside().settle("smc", Position.START, settlement(1, 0, 1));
        store.care();

        assertThat(receipt().settled()).isEmpty();
        assertThat(aside()).containsExactly("d");
    }

    @Test
    void outlivesAProcess() {
        append(Events.delete("d", "ann"));
        store.eventLog().commit("smc", settlement(1, 0, 1));
        store.close();
        open();

        answered(1, DONE);
        store.setAside().settle("smc", Position.START, settlement(1, 1));
        store.care();

        assertThat(receipt().state()).isEqualTo(Deletions.State.WIPED);
    }

    @Test
    void takesAwayWhatStoodBeforeItAlsoWhenItIsLookedAtAfterItWasSetAside() {
        append(of("ann", "dead"), of("ann", "aside"), Events.delete("d", "ann"), of("ann", "later"));
        store.eventLog()
                .commit(
                        "smc",
                        new Settlement(
                                new Position(4),
                                0,
                                0,
                                List.of(Events.rejected(1)),
                                List.of(waiting(2), waiting(3), waiting(4)),
                                List.of()));

        store.care();

        assertThat(aside()).containsExactly("d", "later");
        assertThat(store.deadLetters().find("smc", DeadLetters.Query.all(10))).isEmpty();
        assertThat(balance().deleted()).isEqualTo(2);
        assertThat(balance().addsUp()).isTrue();
    }

    @Test
    void aLaterRequestDoesNotTakeAnEarlierOneAlong() {
        append(Events.delete("d1", "ann"), of("ann", "m1"), Events.delete("d2", "ann"), of("ann", "m2"));
        store.eventLog().commit("smc", settlement(4, 0, 1, 2, 3, 4));
        store.care();
        assertThat(aside()).containsExactly("d1", "d2", "m2");

        answered(3, DONE);

        assertThat(aside()).as("the second request is done first").containsExactly("d1", "d2", "m2");
        answered(1, DONE);
        store.setAside().settle("smc", Position.START, settlement(4, 3));
        store.care();
        assertThat(store.deletions().receipts("smc", ANN))
                .extracting(Deletions.Receipt::state)
                .containsExactly(Deletions.State.WIPED, Deletions.State.WIPED);
        assertThat(balance().pending()).isZero();
        assertThat(balance().addsUp()).isTrue();
    }

    @Test
    void whatComesLaterOfThePersonIsKept() {
        append(Events.delete("d", "ann"), of("ann", "m1"));
        store.eventLog().commit("smc", settlement(2, 0, 1, 2));

        answered(1, DONE);
        store.setAside().settle("smc", Position.START, settlement(1, 1));
        store.care();

        assertThat(aside()).containsExactly("m1");
    }

    @Test
    void aDeadLetterOfThePersonThatIsToBeReplayedKeepsOthersFromNothing() {
        append(of("ann", "m1"), of("ben", "m2"));
        store.eventLog().commit("smc", Events.rejecting(2, 0, Events.rejected(1), Events.rejected(2)));
        append(Events.delete("d", "ann"));
        store.eventLog().commit("smc", settlement(3, 0, 3));

        DeadLetters.Replayed replayed = store.deadLetters().replay("smc", letters(), "an operator");

        assertThat(replayed.moved()).isEqualTo(1);
        assertThat(replayed.waiting()).isZero();
        assertThat(store.eventLog().read("smc", new Position(3), 10, 10_000))
                .extracting(logged -> logged.event().messageId())
                .containsExactly("m2");
    }

    @Test
    void aDeadLetterThatAVisitorLeftBehindTheRequestIsKeptAndCanBeReplayed() {
        append(deleteWithVisitor(), visit("m1"), visit("m2"));
        store.eventLog()
                .commit(
                        "smc",
                        new Settlement(
                                new Position(3),
                                0,
                                0,
                                List.of(Events.rejected(2), Events.rejected(3)),
                                List.of(waiting(1)),
                                List.of()));
        assertThat(store.deadLetters().replay("smc", List.of(1L), "ops").moved())
                .isEqualTo(1);

        answered(1, DONE);
        store.setAside().settle("smc", Position.START, settlement(1, 1));
        store.care();

        assertThat(store.deadLetters().find("smc", DeadLetters.Query.all(10)))
                .extracting(letter -> letter.event().orElseThrow().messageId())
                .containsExactly("m2");
        assertThat(balance().deleted()).isZero();
        assertThat(balance().addsUp()).isTrue();
    }

    @Test
    void aDeadLetterThatAVisitorLeftBeforeTheRequestGoesWithItAndIsNotReplayed() {
        append(visit("m1"), deleteWithVisitor());
        store.eventLog()
                .commit(
                        "smc",
                        new Settlement(
                                new Position(2), 0, 0, List.of(Events.rejected(1)), List.of(waiting(2)), List.of()));
        assertThat(store.deadLetters().replay("smc", List.of(1L), "ops").moved())
                .isZero();
        assertThat(store.deadLetters().deeds("smc", 1))
                .extracting(DeadLetters.Deed::action, DeadLetters.Deed::detail)
                .containsExactly(tuple("replay-failed", "dead letter 1"));

        answered(2, DONE);

        assertThat(store.deadLetters().find("smc", DeadLetters.Query.all(10))).isEmpty();
    }

    private static Event visit(String messageId) {
        return Event.builder(EventType.PAGE, messageId, Events.RECEIVED)
                .anonymousId("visitor-7")
                .build();
    }

    private static Event deleteWithVisitor() {
        return Event.builder(EventType.DELETE, "d", Events.RECEIVED)
                .userId("ann")
                .anonymousId("visitor-7")
                .build();
    }

    private void append(Event... events) {
        store.eventLog().append(Events.append("smc", events)).join();
    }

    private void answered(long request, Erasure erasure) {
        store.deletions().answered("smc", new Position(request), ANN, erasure);
    }

    private static Event of(String userId, String messageId) {
        return Event.builder(EventType.TRACK, messageId, Events.RECEIVED)
                .userId(userId)
                .build();
    }

    private static Settlement.Waiting waiting(long position) {
        return new Settlement.Waiting(new Position(position), Set.of());
    }

    private static Settlement settlement(long upTo, long delivered, long... waiting) {
        return new Settlement(
                new Position(upTo),
                delivered,
                0,
                List.of(),
                LongStream.of(waiting).mapToObj(SetAsideDeletionsTest::waiting).toList(),
                List.of());
    }

    private Deletions.Receipt receipt() {
        return store.deletions().receipts("smc", ANN).get(0);
    }

    private List<Long> letters() {
        return store.deadLetters().find("smc", DeadLetters.Query.all(10)).stream()
                .map(DeadLetters.DeadLetter::id)
                .toList();
    }

    private List<String> aside() {
        return store.setAside().read("smc", Position.START, 10, 100_000).stream()
                .map(logged -> logged.event().messageId())
                .toList();
    }

    private Ledger.Balance balance() {
        return store.ledger().balance("smc");
    }
}
