package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a settlement may say, and that every event is counted once whatever went with its person meanwhile. */
class SettlementTest {
    @TempDir
    private Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(StoreConfig.of(folder), List.of("smc"), new ManualClock(), Thread::new);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void deletedEventsAreCountedAsSuch() {
        append(of("ann", "m1"), of("ben", "m2"), of("cem", "m3"));

        commit(new Settlement(new Position(3), 2, 1, List.of()));

        assertThat(balance().delivered()).isEqualTo(2);
        assertThat(balance().deleted()).isEqualTo(1);
        assertThat(balance().addsUp()).isTrue();
    }

    /** The delivery may have dropped them as deleted, or have sent them before they were taken out. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("mentions")
    void whatWasTakenOutCountsOnceWhateverTheSettlementSaysOfIt(String how, Settlement settlement) {
        append(of("ann", "m1"), of("ben", "m2"), of("ann", "m3"), Events.delete("d", "ann"));
        store.care();

        commit(settlement);

        assertThat(balance().delivered()).as(how).isEqualTo(1);
        assertThat(balance().deleted()).isEqualTo(2);
        assertThat(balance().deadLettered()).isZero();
        assertThat(balance().pending()).isEqualTo(1);
    }

    static Stream<Arguments> mentions() {
        return Stream.of(
                Arguments.of("nothing", new Settlement(new Position(3), 1, 0, List.of())),
                Arguments.of("deleted", new Settlement(new Position(3), 1, 2, List.of())),
                Arguments.of("delivered", new Settlement(new Position(3), 3, 0, List.of())),
                Arguments.of("delivered and deleted", new Settlement(new Position(3), 2, 1, List.of())),
                Arguments.of("rejected", Events.rejecting(3, 1, Events.rejected(1), Events.rejected(3))),
                Arguments.of(
                        "rejected and deleted", new Settlement(new Position(3), 1, 1, List.of(Events.rejected(3)))));
    }

    @Test
    void aRejectionOfWhatWasTakenOutDoesNotStandForAnotherEvent() {
        append(of("ann", "m1"), of("ben", "m2"), of("ben", "m3"), Events.delete("d", "ann"));
        store.care();

        assertRefused(Events.rejecting(3, 1, Events.rejected(1)), "accounts for 2 events of 3");

        assertThat(balance().pending()).isEqualTo(3);
        assertThat(pending()).containsExactly("m2", "m3", "d");
    }

    @Test
    void whatWasTakenOutInAnEarlierRoundIsForgottenWhenItIsSettled() {
        append(of("ann", "m1"), Events.delete("d1", "ann"));
        store.care();
        commit(Events.delivered(2, 1));
        append(of("ben", "m2"), of("cem", "m3"), Events.delete("d2", "ben"));
        store.care();

        commit(Events.delivered(5, 2));

        assertThat(balance().delivered()).isEqualTo(3);
        assertThat(balance().deleted()).isEqualTo(2);
        assertThat(balance().pending()).isZero();
        assertThat(balance().addsUp()).isTrue();
    }

    @Test
    void whatDoesNotAddUpIsRefusedAndChangesNothing() {
        append(of("ann", "m1"), of("ben", "m2"), of("cem", "m3"));
        commit(Events.delivered(1, 1));

        assertRefused(Events.delivered(3, 3), "accounts for 3 events of 2");
        assertRefused(new Settlement(new Position(3), 3, -1, List.of()), "accounts for 2 events of 2");
        assertRefused(new Settlement(new Position(3), -1, 3, List.of()), "accounts for 2 events of 2");
        assertRefused(Events.rejecting(2, 0, Events.rejected(3)), "does not settle, or twice: 3");
        assertRefused(Events.rejecting(2, 0, Events.rejected(1)), "does not settle, or twice: 1");
        assertRefused(Events.rejecting(3, 0, Events.rejected(2), Events.rejected(2)), "does not settle, or twice: 2");

        assertThat(balance()).isEqualTo(new Ledger.Balance(3, 1, 0, 0, 0, 2, 0, Map.of(), Map.of()));
        assertThat(store.deadLetters().count("smc", DeadLetters.Query.all(1))).isZero();
    }

    @Test
    void whatIsSetAsideIsAnEventOfTheSettlementAndOnlyOnce() {
        append(of("ann", "m1"), of("ben", "m2"), of("cem", "m3"));
        commit(Events.delivered(1, 1));

        assertRefused(waiting(2, 0, 3), "does not settle, or twice: 3");
        assertRefused(waiting(2, 0, 1), "does not settle, or twice: 1");
        assertRefused(waiting(3, 0, 2, 2), "does not settle, or twice: 2");
        assertRefused(
                new Settlement(
                        new Position(3),
                        0,
                        0,
                        List.of(Events.rejected(2)),
                        List.of(new Settlement.Waiting(new Position(2), Set.of())),
                        List.of()),
                "does not settle, or twice: 2");

        commit(waiting(3, 1, 3));
        assertThat(store.setAside().read("smc", Position.START, 10, 10_000))
                .extracting(logged -> logged.event().messageId())
                .containsExactly("m3");
    }

    @Test
    void whatWasTakenOutAndIsSetAsideDoesNotStandForAnotherEvent() {
        append(of("ann", "m1"), of("ben", "m2"), of("ben", "m3"), Events.delete("d", "ann"));
        store.care();

        assertRefused(waiting(3, 1, 1), "accounts for 2 events of 3");

        assertThat(pending()).containsExactly("m2", "m3", "d");
    }

    @Test
    void theLastEventOfASettlementMayBeRejected() {
        append(of("ann", "m1"), of("ben", "m2"));

        commit(Events.rejecting(2, 0, Events.rejected(1), Events.rejected(2)));

        assertThat(balance().deadLettered()).isEqualTo(2);
    }

    @Test
    void aDeadLetterHasNothingOfTheOneBefore() {
        Event page = Event.builder(EventType.PAGE, "page", Events.RECEIVED)
                .anonymousId("visitor")
                .build();
        append(of("ann", "m1"), page);
        commit(Events.rejecting(2, 0, Events.rejected(1, "row"), Events.rejected(2)));
        store.eventLog().append(Events.refused("smc", "{broken")).join();

        assertThat(found(Optional.of("ann"), Optional.empty())).containsExactly("m1");
        assertThat(found(Optional.empty(), Optional.of("Order Completed"))).containsExactly("m1");
        assertThat(store.deadLetters().find("smc", DeadLetters.Query.all(10)))
                .extracting(DeadLetters.DeadLetter::doneEffects)
                .containsExactly(Set.of(), Set.of(), Set.of("row"));
    }

    @Test
    void countersByReasonStayWhenLaterAppendsAddNone() {
        store.eventLog()
                .append(new Append(
                        List.of(new Append.Part("smc", List.of(), Map.of("loop", 2, "type_off", 1), List.of()))))
                .join();
        store.eventLog().append(Events.refused("smc", "{broken")).join();
        append(of("ann", "m1"));
        store.eventLog()
                .append(new Append(List.of(new Append.Part("smc", List.of(), Map.of("loop", 1), List.of()))))
                .join();

        assertThat(balance().filtered()).isEqualTo(Map.of("loop", 3L, "type_off", 1L));
        assertThat(balance().refused()).isEqualTo(Map.of("too_large", 1L));
        close();
        open();
        assertThat(balance().filtered()).isEqualTo(Map.of("loop", 3L, "type_off", 1L));
        assertThat(balance().refused()).isEqualTo(Map.of("too_large", 1L));
    }

    private void append(Event... events) {
        store.eventLog().append(Events.append("smc", events)).join();
    }

    private void commit(Settlement settlement) {
        store.eventLog().commit("smc", settlement);
    }

    private void assertRefused(Settlement settlement, String text) {
        assertThatThrownBy(() -> commit(settlement))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    private List<String> pending() {
        return store.eventLog().read("smc", Position.START, 100, 1_000_000).stream()
                .map(logged -> logged.event().messageId())
                .toList();
    }

    private List<String> found(Optional<String> userId, Optional<String> name) {
        DeadLetters.Query query = new DeadLetters.Query(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                name,
                userId,
                Optional.empty(),
                Optional.empty(),
                10);
        return store.deadLetters().find("smc", query).stream()
                .map(letter -> letter.event().orElseThrow().messageId())
                .toList();
    }

    private Ledger.Balance balance() {
        return store.ledger().balance("smc");
    }

    private static Settlement waiting(long upTo, long delivered, long... places) {
        List<Settlement.Waiting> waiting = LongStream.of(places)
                .mapToObj(place -> new Settlement.Waiting(new Position(place), Set.of()))
                .toList();
        return new Settlement(new Position(upTo), delivered, 0, List.of(), waiting, List.of());
    }

    private static Event of(String userId, String messageId) {
        return Event.builder(EventType.TRACK, messageId, Events.RECEIVED)
                .userId(userId)
                .name("Order Completed")
                .build();
    }
}
