package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.eventgateway.engine.log.DeadLetters.DeadLetter;
import org.eventgateway.engine.log.DeadLetters.Deed;
import org.eventgateway.engine.log.DeadLetters.Replayed;
import org.eventgateway.engine.log.EventLog.Receipt;
import org.eventgateway.plugin.event.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private final ManualClock clock = new ManualClock();

    @TempDir
    private Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(StoreConfig.of(folder).withReplayRate(10), List.of("smc", "de"), clock, Thread::new);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void asManyAsTheRateAllowsMoveAtOnceAndTheOthersASecondEach() {
        reject(Events.tracks("m", 25));

        Replayed replayed = replay(1, 25);
        store.eventLog().append(Events.append("smc", Events.track("live"))).join();
        clock.advance(Duration.ofSeconds(1));
        boolean more = store.care();
        clock.advance(Duration.ofSeconds(1));

        assertThat(replayed.moved()).isEqualTo(10);
        assertThat(replayed.waiting()).isEqualTo(15);
        assertThat(more).isTrue();
        assertThat(store.care()).isFalse();
        List<String> pending = pending();
        assertThat(pending).hasSize(26);
        assertThat(pending.indexOf("live")).isEqualTo(10);
        assertThat(pending.subList(11, 26))
                .containsExactlyElementsOf(Events.tracks("m", 25).subList(10, 25).stream()
                        .map(Event::messageId)
                        .toList());
        assertThat(balance().addsUp()).isTrue();
    }

    @Test
    void whatTheRateLeftOverIsForTheNextAndNoMore() {
        reject(Events.tracks("m", 25));

        assertThat(replay(1, 6).moved()).isEqualTo(6);
        assertThat(replay(7, 14).moved()).isEqualTo(4);
        clock.advance(Duration.ofMillis(600));
        assertThat(store.care()).as("four waited, two are left of the six").isFalse();
        assertThat(replay(15, 25).moved()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(60));
        assertThat(store.care()).isFalse();
        assertThat(balance().pending()).isEqualTo(25);
    }

    @Test
    void onlyAReplayThatLeavesSomeWaitingAsksForCare() {
        close();
        AtomicInteger cares = new AtomicInteger();
        store = SqliteStore.open(
                StoreConfig.of(folder).withReplayRate(10),
                List.of("smc", "de"),
                clock,
                Thread::new,
                cares::incrementAndGet);
        reject(Events.tracks("m", 12));

        replay(1, 10);
        assertThat(cares.get()).isZero();

        replay(11, 12);
        assertThat(cares.get()).isEqualTo(1);
    }

    @Test
    void whatCannotGoYetIsNotLookedAtEachSecond() {
        append(Events.identify("old", "u", "{\"CITY\":\"Ghent\"}"));
        append(Events.identify("new", "u", "{\"CITY\":\"Bruges\"}"));
        store.eventLog().commit("smc", Events.rejecting(1, 0, Events.rejected(1)));
        replay(1, 1);
        assertThat(store.care()).isTrue();
        settle(2);

        for (int second = 0; second < 9; second++) {
            assertThat(store.care()).isTrue();
        }
        assertThat(balance().deadLettered()).isEqualTo(1);
        assertThat(store.care()).isFalse();
        assertThat(balance().deadLettered()).isZero();
    }

    @Test
    void whatWaitsIsADeadLetterAndGoesOnAfterARestart() {
        reject(Events.tracks("m", 12));
        replay(1, 12);
        assertThat(balance().deadLettered()).isEqualTo(2);
        close();
        open();

        store.care();

        assertThat(balance().pending()).isEqualTo(12);
        assertThat(balance().deadLettered()).isZero();
    }

    @Test
    void whatWaitsCanBeDiscardedAndIsThenNotReplayed() {
        reject(Events.tracks("m", 11));
        replay(1, 11);

        store.deadLetters().discard("smc", List.of(11L), "ben");
        clock.advance(Duration.ofSeconds(5));
        store.care();

        assertThat(pending()).hasSize(10);
        assertThat(balance().discarded()).isEqualTo(1);
    }

    @Test
    void theRateIsThatOfEachConnection() {
        reject(Events.tracks("m", 20));
        store.eventLog().append(Events.append("de", Events.track("other"))).join();
        store.eventLog().commit("de", Events.rejecting(1, 0, Events.rejected(1)));
        replay(1, 20);

        Replayed other = store.deadLetters().replay("de", List.of(21L), "ops");

        assertThat(other.moved()).isEqualTo(1);
    }

    @Test
    void traitsSetSinceAreTakenOutAndNamed() {
        reject(List.of(Events.identify("old", "u", "{\"city\":\"Ghent\", \"phone\" : \"1\",\"ZIP\":9000 }")));
        deliver(Events.identify("new", "u", "{\"CITY\":\"Bruges\",\"NAME\":null}"));

        Replayed replayed = replay(1, 1);

        assertThat(replayed.dropped()).containsExactly(new DeadLetters.Dropped(1, "old", List.of("city")));
        assertThat(payloadOf("old"))
                .isEqualTo("{\"type\":\"identify\", \"traits\": {\"phone\" : \"1\",\"ZIP\":9000} ,\"extra\":[1]}");
        assertThat(store.deadLetters().deeds("smc", 10))
                .contains(new Deed(clock.instant(), "ops", "drop-traits", 1, "dead letter 1: city"));
    }

    @Test
    void aReplayedEventKnowsHowOftenItWasSentBefore() {
        reject(Events.tracks("m", 1));

        replay(1, 1);

        assertThat(store.eventLog().read("smc", Position.START, 10, 10_000))
                .extracting(LoggedEvent::attempts)
                .containsExactly(new Attempts(3, Events.RECEIVED.toEpochMilli()));
    }

    @Test
    void anIdentifyWaitsForWhatWasSetAsideOfItsPersonSinceThatMayBeNewer() {
        store.eventLog()
                .append(Events.append(
                        "smc",
                        Events.identify("old", "u", "{\"city\":\"Ghent\"}"),
                        Events.identify("new", "u", "{\"city\":\"Bruges\"}")))
                .join();
        Settlement.Waiting aside = new Settlement.Waiting(new Position(2), Set.of());
        store.eventLog()
                .commit(
                        "smc",
                        new Settlement(new Position(2), 0, 0, List.of(Events.rejected(1)), List.of(aside), List.of()));

        Replayed before = replay(1, 1);
        List<LoggedEvent> newer = store.setAside().read("smc", Position.START, 10, 10_000);
        store.setAside()
                .settle("smc", Position.START, new Settlement(new Position(2), 1, 0, List.of(), List.of(), newer));
        store.care();

        assertThat(before.moved()).isZero();
        assertThat(before.waiting()).isEqualTo(1);
        assertThat(store.deadLetters().deeds("smc", 10))
                .extracting(Deed::action, Deed::detail)
                .contains(tuple("drop-traits", "dead letter 1: city"));
    }

    @Test
    void traitsUnderContextAreTakenOutToo() {
        Event old = Event.builder(org.eventgateway.plugin.event.EventType.IDENTIFY, "old", Events.RECEIVED)
                .userId("u")
                .payload("{\"context\":{\"ip\":\"::1\",\"traits\":{\"a\":{\"b\":[1,2]},\"c\":1}},\"traits\":{}}"
                        .getBytes(StandardCharsets.UTF_8))
                .build();
        reject(List.of(old));
        deliver(Events.identify("new", "u", "{\"a\":1}"));

        replay(1, 1);

        assertThat(payloadOf("old")).isEqualTo("{\"context\":{\"ip\":\"::1\",\"traits\":{\"c\":1}},\"traits\":{}}");
    }

    @Test
    void whatStoodBeforeOrIsSomebodyElsesTakesNothingOut() {
        deliver(Events.identify("before", "u", "{\"CITY\":\"Bruges\"}"));
        append(Events.identify("old", "u", "{\"CITY\":\"Ghent\"}"));
        store.eventLog().commit("smc", Events.rejecting(2, 0, Events.rejected(2)));
        deliver(Events.identify("other", "v", "{\"CITY\":\"Bruges\"}"));

        assertThat(replay(1, 1).dropped()).isEmpty();
    }

    @Test
    void whatIsAcceptedAndNotYetDeliveredCountsAsSet() {
        reject(List.of(Events.identify("old", "u", "{\"CITY\":\"Ghent\"}")));
        append(Events.identify("new", "u", "{\"CITY\":\"Bruges\"}"));

        assertThat(replay(1, 1).dropped()).hasSize(1);
    }

    @Test
    void anIdentifyWaitsUntilAllIsSettledThatStoodBehindItWhenItFailed() {
        append(Events.identify("old", "u", "{\"CITY\":\"Ghent\"}"));
        append(Events.identify("new", "u", "{\"CITY\":\"Bruges\"}"));
        store.eventLog().commit("smc", Events.rejecting(1, 0, Events.rejected(1)));

        Replayed early = replay(1, 1);
        settle(2);
        store.care();

        assertThat(early.waiting()).isEqualTo(1);
        assertThat(payloadOf("old")).doesNotContain("Ghent");
    }

    @Test
    void theNewerOfTwoDeadLettersWinsWhicheverIsReplayedFirst() {
        reject(List.of(
                Events.identify("older", "u", "{\"CITY\":\"Ghent\"}"),
                Events.identify("newer", "u", "{\"CITY\":\"Bruges\"}")));

        Replayed first = replay(2, 2);
        deliverAll(3);
        Replayed second = replay(1, 1);

        assertThat(first.dropped()).isEmpty();
        assertThat(second.dropped()).hasSize(1);
    }

    @Test
    void aReplayedCallIsNoNewerThanItWas() {
        reject(List.of(
                Events.identify("older", "u", "{\"CITY\":\"Ghent\"}"),
                Events.identify("newer", "u", "{\"CITY\":\"Bruges\"}")));
        replay(1, 1);
        deliverAll(3);

        assertThat(replay(2, 2).dropped()).isEmpty();
    }

    @Test
    void whatWasSetIsKnownAsLongAsItsDeadLetterIsKept() {
        reject(List.of(Events.identify("old", "u", "{\"CITY\":\"Ghent\"}")));
        deliver(Events.identify("new", "u", "{\"CITY\":\"Bruges\"}"));

        store.expire(clock.instant().plus(Duration.ofDays(29)));
        assertThat(replay(1, 1).dropped()).hasSize(1);
    }

    @Test
    void oneThatCannotBeReadStaysAndDoesNotKeepTheOthers() throws SQLException {
        reject(Events.tracks("m", 12));
        spoil(1);
        spoil(12);

        Replayed replayed = replay(1, 12);
        clock.advance(Duration.ofSeconds(1));

        assertThat(replayed).isEqualTo(new Replayed(9, 2, List.of()));
        assertThat(store.care()).isFalse();
        assertThat(balance().pending()).isEqualTo(10);
        assertThat(balance().deadLettered()).isEqualTo(2);
        assertThat(balance().addsUp()).isTrue();
        assertThat(store.deadLetters().deeds("smc", 2))
                .containsExactly(
                        new Deed(clock.instant(), "ops", "replay-failed", 1, "dead letter 12"),
                        new Deed(clock.instant().minusSeconds(1), "ops", "replay-failed", 1, "dead letter 1"));
    }

    @Test
    void aReplayThatFailsKeepsNobodyFromBeingDeleted() throws SQLException {
        reject(Events.tracks("m", 11));
        replay(1, 11);
        append(Events.track("gone"), Events.delete("d", "user-gone"));
        run("CREATE TRIGGER broken BEFORE DELETE ON dead_letters BEGIN SELECT RAISE(ABORT, 'broken'); END");
        clock.advance(Duration.ofSeconds(1));

        assertThatThrownBy(() -> store.care()).isInstanceOf(LogUnavailableException.class);

        assertThat(pending()).doesNotContain("gone").contains("d");
    }

    /** The round has asked the connection already, and goes on with the other one, when the replay comes. */
    @Test
    void aReplayThatComesWhileARoundIsUnderWayIsNotForgotten() throws InterruptedException {
        close();
        AtomicReference<Thread> writer = new AtomicReference<>();
        CountDownLatch queued = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        Iterator<CountDownLatch> gates =
                List.of(queued, new CountDownLatch(0), asked).iterator();
        AtomicBoolean gated = new AtomicBoolean();
        Clock gatedClock = new GatedClock(clock, () -> {
            if (gated.get() && Thread.currentThread() == writer.get() && gates.hasNext()) {
                awaitGate(gates.next());
            }
        });
        store = SqliteStore.open(
                StoreConfig.of(folder).withReplayRate(10),
                List.of("smc", "de"),
                gatedClock,
                task -> {
                    writer.set(new Thread(task));
                    return writer.get();
                },
                asked::countDown);
        String first = new ConcurrentHashMap<>(Map.of("smc", 1, "de", 2))
                .keySet()
                .iterator()
                .next();
        store.eventLog().append(Events.append(first, Events.track("m"))).join();
        store.eventLog().commit(first, Events.rejecting(1, 0, Events.rejected(1)));
        gated.set(true);

        CompletableFuture<Receipt> live = store.eventLog().append(Events.append(first, Events.track("live")));
        Thread round = new Thread(() -> store.care());
        round.start();
        await().until(() -> round.getState() == Thread.State.WAITING);
        Thread replay = new Thread(() -> store.deadLetters().replay(first, List.of(1L), "ops"));
        replay.start();
        await().until(() -> replay.getState() == Thread.State.WAITING);
        queued.countDown();
        replay.join();
        round.join();

        assertThat(live).isCompleted();
        clock.advance(Duration.ofSeconds(1));
        store.care();
        assertThat(store.ledger().balance(first).pending()).isEqualTo(2);
    }

    @Test
    void aRoundThatFailsIsNotTheLast() throws SQLException {
        reject(Events.tracks("m", 11));
        replay(1, 11);
        run("CREATE TRIGGER broken BEFORE DELETE ON dead_letters BEGIN SELECT RAISE(ABORT, 'broken'); END");
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> store.care()).isInstanceOf(LogUnavailableException.class);
        run("DROP TRIGGER broken");
        clock.advance(Duration.ofSeconds(1));

        store.care();

        assertThat(balance().pending()).isEqualTo(11);
    }

    private static void awaitGate(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Holds whoever asks for the time as long as a test wants. */
    private static final class GatedClock extends Clock {
        private final Clock clock;
        private final Runnable gate;

        GatedClock(Clock clock, Runnable gate) {
            this.clock = clock;
            this.gate = gate;
        }

        @Override
        public Instant instant() {
            gate.run();
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void oneDeadLetterIsFoundByItsId() {
        reject(Events.tracks("m", 3));

        assertThat(store.deadLetters().find("smc", 2))
                .map(DeadLetter::event)
                .hasValueSatisfying(
                        event -> assertThat(event.orElseThrow().messageId()).isEqualTo("m1"));
        assertThat(store.deadLetters().find("de", 2)).isEmpty();
    }

    /** As a later version, or a broken disk, would leave it. */
    private void spoil(long id) throws SQLException {
        run("UPDATE dead_letters SET body = x'63' WHERE id = " + id);
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private void append(Event... events) {
        store.eventLog().append(Events.append("smc", events)).join();
    }

    private void reject(List<Event> events) {
        append(events.toArray(Event[]::new));
        Settlement.Rejected[] all = LongStream.rangeClosed(1, events.size())
                .mapToObj(Events::rejected)
                .toArray(Settlement.Rejected[]::new);
        store.eventLog().commit("smc", Events.rejecting(events.size(), 0, all));
    }

    private void deliver(Event event) {
        append(event);
        settle(store.eventLog().committed("smc").value() + 1);
    }

    private void deliverAll(long upTo) {
        settle(upTo);
    }

    /** As the delivery does. */
    private void settle(long upTo) {
        List<LoggedEvent> events = store.eventLog().read("smc", Position.START, 100, 1_000_000);
        store.eventLog()
                .commit(
                        "smc",
                        new Settlement(
                                new Position(upTo),
                                events.size(),
                                0,
                                List.of(),
                                List.of(),
                                events.stream()
                                        .filter(each ->
                                                each.event().type() == org.eventgateway.plugin.event.EventType.IDENTIFY)
                                        .toList()));
    }

    private Replayed replay(long first, long last) {
        return store.deadLetters()
                .replay("smc", LongStream.rangeClosed(first, last).boxed().toList(), "ops");
    }

    private List<String> pending() {
        return store.eventLog().read("smc", Position.START, 1_000, 1_000_000).stream()
                .map(logged -> logged.event().messageId())
                .toList();
    }

    private String payloadOf(String messageId) {
        Event event = store.eventLog().read("smc", Position.START, 1_000, 1_000_000).stream()
                .map(LoggedEvent::event)
                .filter(each -> each.messageId().equals(messageId))
                .findFirst()
                .orElseThrow();
        return StandardCharsets.UTF_8.decode(event.payload()).toString();
    }

    private Ledger.Balance balance() {
        return store.ledger().balance("smc");
    }
}
