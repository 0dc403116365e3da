package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDeletionsTest {
    private static final String CANARY = "canary-jane";
    private static final int LARGE = 9_000;
    private static final int NOISY = 12;
    private static final Person JANE = new Person(CANARY);
    private static final Erasure DONE = new Erasure(
            List.of(new Erasure.Store("USERS", 1, 0), new Erasure.Store("segment_events", 0, 1)), Optional.empty());

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock();
    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(StoreConfig.of(folder), List.of("smc", "de"), clock, Thread::new);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatStandsBeforeARequestIsTakenOutAndWhatStandsBehindIsKept() {
        append(of(CANARY, "m1"), of("ben", "m2"), of(CANARY, "m3"));
        append(Events.delete("d", CANARY), of(CANARY, "m4"));

        store.care();

        assertThat(pending()).containsExactly("m2", "d", "m4");
        assertThat(balance().deleted()).isEqualTo(2);
        assertThat(balance().pending()).isEqualTo(3);
        assertThat(balance().addsUp()).isTrue();
    }

    @Test
    void anotherSpellingAndAnotherConnectionAreSomebodyElse() {
        append(of("CANARY-JANE", "m1"));
        store.eventLog().append(Events.append("de", of(CANARY, "m2"))).join();
        append(Events.delete("d", CANARY));

        store.care();

        assertThat(pending()).containsExactly("m1", "d");
        assertThat(store.ledger().balance("de").pending()).isEqualTo(1);
    }

    @Test
    void aVisitorWithoutUserIsTheSamePersonIfTheRequestNamesHim() {
        Event visited = Event.builder(EventType.PAGE, "m1", Events.RECEIVED)
                .anonymousId("visitor-7")
                .build();
        Event known = Event.builder(EventType.PAGE, "m2", Events.RECEIVED)
                .anonymousId("visitor-7")
                .userId("ben")
                .build();
        Event request = Event.builder(EventType.DELETE, "d", Events.RECEIVED)
                .userId(CANARY)
                .anonymousId("visitor-7")
                .build();
        append(visited, known, request);

        store.care();

        assertThat(pending()).containsExactly("m2", "d");
    }

    @Test
    void deadLettersOfAVisitorGoToo() {
        append(visit("m1", "visitor-7"), visit("m2", "visitor-8"), known("m3", "visitor-7"));
        store.eventLog()
                .commit("smc", Events.rejecting(3, 0, Events.rejected(1), Events.rejected(2), Events.rejected(3)));
        append(deleteOfVisitor("d", "visitor-7"));

        store.care();

        assertThat(deadLetters()).containsExactly("m3", "m2");
        assertThat(store.deletions().receipts("smc", JANE).get(0).stores())
                .contains(new Deletions.Store("dead letters", 1, 0, 0), new Deletions.Store("repeat index", 0, 0, 1));
        assertThat(balance().deleted()).isEqualTo(1);
        assertThat(balance().addsUp()).isTrue();
    }

    @Test
    void whatAVisitorLeftGoesAtTheTurnOfTheRequestAtTheLatest() {
        append(visit("dead", "visitor-7"), visit("aside", "visitor-7"), visit("other", "visitor-8"));
        append(deleteOfVisitor("d", "visitor-7"), visit("behind", "visitor-7"));
        store.eventLog()
                .commit(
                        "smc",
                        new Settlement(
                                new Position(3),
                                0,
                                0,
                                List.of(Events.rejected(1)),
                                aside(3, 0, 2, 3).waiting(),
                                List.of()));

        erase(4, DONE);
        store.eventLog().commit("smc", aside(5, 1, 5));
        store.care();

        assertThat(deadLetters()).isEmpty();
        assertThat(store.setAside().read("smc", Position.START, 10, 10_000))
                .extracting(logged -> logged.event().messageId())
                .containsExactly("other", "behind");
        assertThat(store.deletions().receipts("smc", JANE).get(0).stores())
                .contains(new Deletions.Store("event log", 1, 0, 0), new Deletions.Store("dead letters", 1, 0, 0));
        assertThat(balance().addsUp()).isTrue();
    }

    @Test
    void settledEventsOfAVisitorInTheBlockOfTheRequestGoFromTheDisk() throws IOException {
        append(visit("m1", "canary-visitor"), deleteOfVisitor("d", "canary-visitor"), of("ben", "last"));
        store.eventLog().commit("smc", Events.delivered(1, 1));

        erase(2, DONE);
        store.eventLog().commit("smc", Events.delivered(2, 1));
        store.care();

        assertThat(pending()).containsExactly("last");
        assertThat(filesWith("canary-visitor")).isEmpty();
    }

    @Test
    void aReplayDoesNotBringAVisitorBackBehindTheRequest() {
        append(visit("m1", "visitor-7"), visit("m2", "visitor-8"), deleteOfVisitor("d", "visitor-7"));
        store.eventLog().commit("smc", Events.rejecting(2, 0, Events.rejected(1), Events.rejected(2)));
        close();
        open();

        DeadLetters.Replayed replayed = store.deadLetters().replay("smc", List.of(1L, 2L), "ops");
        store.care();

        assertThat(replayed.moved()).as("that of the other visitor").isEqualTo(1);
        assertThat(pending()).containsExactly("d", "m2");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void aRequestThatAnEarlierVersionNotedHoldsItsVisitorBackToo() throws SQLException {
        append(visit("m1", "visitor-7"), deleteOfVisitor("d", "visitor-7"));
        store.eventLog().commit("smc", Events.rejecting(1, 0, Events.rejected(1)));
        store.eventLog()
                .append(Events.refused("smc", "{\"userId\":\"" + CANARY + "\"}"))
                .join();
        close();
        run("DROP TABLE deletion_bounds");
        open();

        assertThat(store.deadLetters().replay("smc", List.of(1L), "ops").moved())
                .isZero();
        store.care();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void aSettledRequestHoldsNoVisitorBack() {
        append(deleteOfVisitor("d", "visitor-7"), visit("m1", "visitor-7"), Events.delete("d2", "ben"));
        erase(1, DONE);
        store.eventLog().commit("smc", Events.rejecting(2, 1, Events.rejected(2)));

        assertThat(store.deadLetters().replay("smc", List.of(1L), "ops").moved())
                .isEqualTo(1);
    }

    private List<String> deadLetters() {
        return store.deadLetters().find("smc", DeadLetters.Query.all(10)).stream()
                .map(letter -> letter.event().map(Event::messageId).orElse("raw"))
                .toList();
    }

    private static Event visit(String messageId, String visitor) {
        return Event.builder(EventType.PAGE, messageId, Events.RECEIVED)
                .anonymousId(visitor)
                .payload(("{\"anonymousId\":\"" + visitor + "\"}").getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static Event known(String messageId, String visitor) {
        return Event.builder(EventType.PAGE, messageId, Events.RECEIVED)
                .anonymousId(visitor)
                .userId("ben")
                .build();
    }

    private static Event deleteOfVisitor(String messageId, String visitor) {
        return Event.builder(EventType.DELETE, messageId, Events.RECEIVED)
                .userId(CANARY)
                .anonymousId(visitor)
                .build();
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void aRequestThatNoProcessCouldWorkOnIsWorkedOnAfterTheNextStart() {
        append(of(CANARY, "m1"), Events.delete("d", CANARY));
        close();
        open();

        store.care();

        assertThat(pending()).containsExactly("d");
        assertThat(balance().deleted()).isEqualTo(1);
    }

    @Test
    void whatWasTakenOutCountsOnceWhetherASettlementMentionsItOrNot() {
        append(of(CANARY, "m1"), of("ben", "m2"), of(CANARY, "m3"), Events.delete("d", CANARY));
        store.care();

        store.eventLog().commit("smc", Events.rejecting(3, 2, Events.rejected(3)));

        assertThat(store.deadLetters().count("smc", DeadLetters.Query.all(1))).isZero();
        assertThat(balance().delivered()).isEqualTo(1);
        assertThat(balance().deleted()).isEqualTo(2);
        store.eventLog().commit("smc", Events.delivered(4, 1));
        assertThat(balance().pending()).isZero();
        assertThat(balance().addsUp()).isTrue();
    }

    @Test
    void whoIsSetAsideBeforeARequestGoesAtItsTurnAtTheLatest() {
        append(of(CANARY, "m1"), of("ben", "m2"), Events.delete("d", CANARY), of(CANARY, "m4"));
        store.eventLog().commit("smc", aside(2, 0, 1, 2));

        store.deletions().answered("smc", new Position(3), JANE, DONE);
        store.eventLog().commit("smc", aside(4, 1, 4));

        assertThat(store.setAside().read("smc", Position.START, 10, 10_000))
                .extracting(logged -> logged.event().messageId())
                .containsExactly("m2", "m4");
        assertThat(balance().deleted()).isEqualTo(1);
        assertThat(balance().pending()).isEqualTo(2);
        assertThat(balance().addsUp()).isTrue();
    }

    @Test
    void whoIsSetAsideGoesBeforeTheRequestHasItsTurnAndTheReceiptCountsIt() {
        append(of(CANARY, "m1"), of("ben", "m2"));
        store.eventLog().commit("smc", aside(2, 0, 1, 2));
        append(Events.delete("d", CANARY));

        store.care();

        assertThat(balance().deleted()).isEqualTo(1);
        assertThat(store.deletions().receipts("smc", JANE).get(0).stores())
                .contains(new Deletions.Store("event log", 1, 0, 0));
        assertThat(balance().addsUp()).isTrue();
    }

    @Test
    void aBatchInHandDoesNotBringBackWhoWasSetAsideAndWentMeanwhile() {
        append(of(CANARY, "m1"), of("ben", "m2"), of(CANARY, "m3"));
        store.eventLog().commit("smc", aside(3, 0, 1, 2, 3));
        append(Events.delete("d", CANARY));
        store.care();

        store.setAside()
                .settle(
                        "smc",
                        Position.START,
                        new Settlement(
                                new Position(3),
                                1,
                                0,
                                List.of(Events.rejected(3)),
                                aside(3, 0, 1).waiting(),
                                List.of()));

        assertThat(store.setAside().read("smc", Position.START, 10, 10_000)).isEmpty();
        assertThat(store.deadLetters().count("smc", DeadLetters.Query.all(1))).isZero();
        assertThat(balance().delivered()).isEqualTo(1);
        assertThat(balance().deleted()).isEqualTo(2);
        assertThat(balance().addsUp()).isTrue();
    }

    @Test
    void whatWasTakenOutIsNotSetAsideAnyMore() {
        append(of(CANARY, "m1"), of("ben", "m2"), Events.delete("d", CANARY));
        store.care();

        store.eventLog().commit("smc", aside(2, 0, 1, 2));

        assertThat(store.setAside().read("smc", Position.START, 10, 10_000))
                .extracting(logged -> logged.event().messageId())
                .containsExactly("m2");
        assertThat(balance().pending()).isEqualTo(2);
        assertThat(balance().addsUp()).isTrue();
    }

    private static Settlement aside(long upTo, long delivered, long... places) {
        return new Settlement(
                new Position(upTo),
                delivered,
                0,
                List.of(),
                LongStream.of(places)
                        .mapToObj(place -> new Settlement.Waiting(new Position(place), Set.of()))
                        .toList(),
                List.of());
    }

    @Test
    void aSettlementThatLeavesOutWhatIsStillThereIsRefused() {
        append(of(CANARY, "m1"), of("ben", "m2"), of("ben", "m3"), Events.delete("d", CANARY));
        store.care();

        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> store.eventLog().commit("smc", Events.delivered(3, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(balance().pending()).isEqualTo(3);
    }

    @Test
    void theDeliveryIsToldWhatWasTakenOutAfterItWasRead() {
        append(of(CANARY, "m1"), of("ben", "m2"));
        List<LoggedEvent> read = store.eventLog().read("smc", Position.START, 10, 10_000);
        append(Events.delete("d", CANARY));
        store.care();

        assertThat(store.deletions()
                        .deleted("smc", read.get(0).position(), read.get(1).position()))
                .containsExactly(new Position(1));
    }

    @Test
    void deadLettersOfThePersonGoAndCountAsDeletedThoseRefusedAtTheDoorToo() {
        append(of(CANARY, "m1"), of("ben", "m2"));
        store.eventLog().commit("smc", Events.rejecting(2, 0, Events.rejected(1), Events.rejected(2)));
        store.eventLog()
                .append(Events.refused("smc", "{\"userId\" : \"" + CANARY + "\", broken"))
                .join();
        store.eventLog()
                .append(Events.refused("smc", "{\"userId\":\"" + CANARY + "2\"}"))
                .join();
        append(Events.delete("d", CANARY));

        store.care();

        assertThat(store.deadLetters().find("smc", DeadLetters.Query.all(10)))
                .extracting(letter -> letter.event().map(Event::messageId).orElse("raw"))
                .containsExactly("raw", "m2");
        assertThat(balance().deleted()).isEqualTo(1);
        assertThat(balance().deadLettered()).isEqualTo(1);
    }

    @Test
    void whatWasRefusedBeforeARequestGoesWhateverTheClockSaid() {
        store.eventLog()
                .append(Events.refused("smc", "{\"userId\":\"" + CANARY + "\"}"))
                .join();
        clock.advance(Duration.ofHours(-1));
        append(Events.delete("d", CANARY));
        clock.advance(Duration.ofHours(-1));
        store.eventLog()
                .append(Events.refused("smc", "{\"userId\":\"" + CANARY + "\",\"behind\":1}"))
                .join();

        store.care();

        assertThat(store.deadLetters().find("smc", DeadLetters.Query.all(10)))
                .extracting(DeadLetters.DeadLetter::id)
                .containsExactly(2L);
    }

    @Test
    void whatWasRefusedInTheSameCallAsTheRequestGoesToo() {
        Append.Refused refused = new Append.Refused(
                Events.TOO_LARGE,
                ByteBuffer.wrap(("{\"userId\":\"" + CANARY + "\"}").getBytes(StandardCharsets.UTF_8)));
        store.eventLog()
                .append(new Append(List.of(
                        new Append.Part("smc", List.of(Events.delete("d", CANARY)), Map.of(), List.of(refused)))))
                .join();

        store.care();

        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void whatWasRefusedIsReadInPagesForAllRequestsAtOnce() {
        for (int i = 0; i < 450; i++) {
            store.eventLog()
                    .append(Events.refused("smc", "{\"userId\":\"" + (i % 3 == 0 ? CANARY : "user-" + i) + "\"}"))
                    .join();
        }
        append(Events.delete("d", CANARY), Events.delete("d2", "user-1"), Events.delete("d3", "user-448"));

        store.care();

        assertThat(store.deadLetters().count("smc", DeadLetters.Query.all(1))).isEqualTo(298);
        assertThat(store.deletions().receipts("smc", 10))
                .extracting(receipt -> receipt.stores().stream()
                        .filter(each -> each.name().equals("dead letters"))
                        .mapToLong(Deletions.Store::removed)
                        .sum())
                .containsExactly(1L, 1L, 150L);
    }

    @Test
    void whatFailsBehindASettledRequestIsKept() {
        append(Events.delete("d", CANARY), of(CANARY, "m1"));
        erase(1, DONE);
        store.eventLog().commit("smc", Events.delivered(1, 1));
        store.eventLog().commit("smc", Events.rejecting(2, 0, Events.rejected(2)));

        store.care();

        assertThat(balance().deadLettered()).isEqualTo(1);
    }

    @Test
    void aReplayDoesNotBringThePersonBackBehindTheRequest() {
        append(of(CANARY, "m1"), Events.delete("d", CANARY));
        store.eventLog().commit("smc", Events.rejecting(1, 0, Events.rejected(1)));

        DeadLetters.Replayed replayed = store.deadLetters()
                .replay(
                        "smc",
                        List.of(store.deadLetters()
                                .find("smc", DeadLetters.Query.all(1))
                                .get(0)
                                .id()),
                        "ops");
        store.care();

        assertThat(replayed.moved()).isZero();
        assertThat(pending()).containsExactly("d");
        assertThat(balance().deleted()).isEqualTo(1);
    }

    @Test
    void aRepeatOfWhatWasTakenOutDoesNotBringThePersonBack() {
        append(of(CANARY, "m1"), of("ben", "m2"), Events.delete("d", CANARY));
        store.care();
        close();
        open();

        append(of(CANARY, "m1"), of("ben", "m2"), Events.delete("d", CANARY));

        assertThat(balance().repeats()).isEqualTo(3);
        assertThat(pending()).containsExactly("m2", "d");
    }

    @Test
    void theReceiptNamesEachStoreAndNotThePerson() {
        append(of(CANARY, "m1"), Events.delete("d", CANARY));
        store.care();
        erase(
                2,
                new Erasure(
                        List.of(new Erasure.Store("segment_events", 3, 0)),
                        Optional.of(Reason.remote("busy", "Busy."))));
        erase(2, DONE);
        store.eventLog().commit("smc", Events.delivered(2, 1));
        store.care();

        Deletions.Receipt receipt = store.deletions().receipts("smc", JANE).get(0);

        assertThat(receipt.state()).isEqualTo(Deletions.State.WIPED);
        assertThat(receipt.settled()).isPresent();
        assertThat(receipt.wiped()).isPresent();
        assertThat(receipt.person()).isEqualTo(hmacOf(CANARY));
        assertThat(receipt.stores())
                .contains(
                        new Deletions.Store("USERS", 1, 0, 0),
                        new Deletions.Store("segment_events", 3, 0, 0),
                        new Deletions.Store("event log", 1, 0, 0),
                        new Deletions.Store("repeat index", 0, 0, 1),
                        new Deletions.Store("dead letters", 0, 1, 0));
        assertThat(receipt.toString()).doesNotContain(CANARY);
        assertThat(store.deletions().receipts("smc", new Person("ben"))).isEmpty();
        assertThat(store.deletions().receipts("smc", 10)).containsExactly(receipt);
    }

    @Test
    void aRequestThatBecameADeadLetterSaysWhy() {
        append(Events.delete("d", CANARY));
        store.eventLog().commit("smc", Events.rejecting(1, 0, Events.rejected(1)));

        assertThat(store.deletions().receipts("smc", JANE).get(0).failure()).contains("no_contact");
    }

    @Test
    void aRequestThatBecameADeadLetterIsNeverSaidToBeWiped() {
        append(of(CANARY, "m1"), Events.delete("d", CANARY), Events.delete("d2", "ben"));
        store.eventLog().commit("smc", Events.rejecting(3, 2, Events.rejected(2)));

        assertThat(store.care()).isFalse();

        Deletions.Receipt receipt = store.deletions().receipts("smc", JANE).get(0);
        assertThat(receipt.state()).isEqualTo(Deletions.State.SETTLED);
        assertThat(receipt.wiped()).isEmpty();
        assertThat(store.deletions().receipts("smc", new Person("ben")).get(0).state())
                .isEqualTo(Deletions.State.WIPED);
    }

    @Test
    void aReplayedRequestTakesWhatStandsBeforeItsNewPlace() {
        append(Events.delete("d", CANARY), of(CANARY, "m1"));
        store.eventLog().commit("smc", Events.rejecting(1, 0, Events.rejected(1)));

        store.deadLetters()
                .replay(
                        "smc",
                        List.of(store.deadLetters()
                                .find("smc", DeadLetters.Query.all(1))
                                .get(0)
                                .id()),
                        "ops");
        store.care();

        assertThat(pending()).containsExactly("d");
        assertThat(store.deletions().receipts("smc", JANE)).hasSize(2);
    }

    @Test
    void nothingOfThePersonIsLeftOnTheDisk() throws IOException {
        for (int i = 0; i < 300; i++) {
            append(large(CANARY, "gone-" + i), of("ben", "other-" + i));
        }
        store.eventLog().commit("smc", Events.rejecting(200, 199, Events.rejected(1)));
        append(Events.delete("d", CANARY), of("ben", "last"));
        assertThat(filesWith(CANARY)).isNotEmpty();
        // Compression leaves alone what it cannot make shorter, so it can be looked for; a page may end within a piece.
        assertThat(piecesOf("gone-299")).filteredOn(this::isOnTheDisk).hasSizeGreaterThan(6);
        store.care();
        erase(601, DONE);
        store.eventLog().commit("smc", Events.delivered(601, 301));

        assertThat(store.care()).isFalse();

        assertThat(filesWith(CANARY)).isEmpty();
        for (String messageId : List.of("gone-0", "gone-1", "gone-150", "gone-250", "gone-299")) {
            assertThat(piecesOf(messageId)).noneMatch(this::isOnTheDisk);
        }
        assertThat(pending()).containsExactly("last");
        assertThat(balance().addsUp()).isTrue();
    }

    @Test
    void theKeyOfTheHashesIsForThisUserOnlyAndStays() throws IOException {
        Path key = folder.resolve("person-key");
        byte[] before = Files.readAllBytes(key);
        close();
        open();

        assertThat(Files.getPosixFilePermissions(key)).extracting(Enum::name).containsOnly("OWNER_READ", "OWNER_WRITE");
        assertThat(Files.readAllBytes(key)).hasSize(32).isEqualTo(before);
    }

    @Test
    void nothingOfWhatWasSettledBeforeStaysBehindTheRowsThatTookItsPages() {
        for (int i = 0; i < NOISY; i++) {
            append(noisy(i));
        }
        store.eventLog().commit("smc", Events.delivered(NOISY, NOISY));
        append(sized(3_990));
        append(sized(8_192 + 100));
        store.eventLog()
                .commit("smc", Events.rejecting(NOISY + 2, 0, Events.rejected(NOISY + 1), Events.rejected(NOISY + 2)));
        store.eventLog()
                .append(Events.refused("smc", Events.noise("refused", 4_100)))
                .join();
        append(Events.delete("d", CANARY));
        // Until no free page is left: the last are those that listed the others, which SQLite takes as they are.
        for (int i = 0; i < 50; i++) {
            append(sized(4_000 + 8 * i));
        }

        assertThat(leftOverAfterTheDeletion(NOISY + 3)).isEmpty();
    }

    @Test
    void nothingStaysBehindARowThatTakesItsPagesInTheSameTransaction() throws InterruptedException {
        append(noisy(0), noisy(1), noisy(2));
        append(Events.delete("d", CANARY));
        CountDownLatch release = new CountDownLatch(1);
        store.eventLog().onAppend("de", () -> awaitQuietly(release));
        CompletableFuture<EventLog.Receipt> blocker =
                store.eventLog().append(Events.append("de", Events.track("blocker")));
        Thread settling = new Thread(() -> store.eventLog().commit("smc", Events.delivered(3, 3)));
        settling.start();
        await().until(() -> settling.getState() == Thread.State.WAITING);
        List<CompletableFuture<EventLog.Receipt>> appended = IntStream.of(4_000, 4_100, 4_200, 4_300)
                .mapToObj(bytes -> store.eventLog().append(Events.append("smc", sized(bytes))))
                .toList();
        release.countDown();
        blocker.join();
        appended.forEach(CompletableFuture::join);
        settling.join();

        assertThat(leftOverAfterTheDeletion(4)).isEmpty();
    }

    /** Deletes the person, whose request has its turn now; answers what can still be read of the noisy events. */
    private List<String> leftOverAfterTheDeletion(long request) {
        store.care();
        erase(request, DONE);
        store.eventLog().commit("smc", Events.delivered(request, 1));
        store.care();
        assertThat(store.deletions().receipts("smc", JANE).get(0).state()).isEqualTo(Deletions.State.WIPED);
        String file = read(folder.resolve("events.db")) + read(folder.resolve("events.db-wal"));
        return IntStream.range(0, NOISY)
                .mapToObj(number -> Events.noise("noisy" + number, LARGE))
                .flatMap(noise -> IntStream.range(0, LARGE / 12).mapToObj(i -> noise.substring(i * 12, i * 12 + 12)))
                .filter(file::contains)
                .toList();
    }

    private static Event noisy(int number) {
        return event(CANARY, "noisy" + number, LARGE);
    }

    private static Event sized(int bytes) {
        return event("ben", "sized" + bytes, bytes - 32);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void erase(long request, Erasure answer) {
        store.deletions().answered("smc", new Position(request), JANE, answer);
    }

    private void append(Event... events) {
        store.eventLog().append(Events.append("smc", events)).join();
    }

    private List<String> pending() {
        return store.eventLog().read("smc", Position.START, 10_000, 10_000_000).stream()
                .map(logged -> logged.event().messageId())
                .toList();
    }

    private Ledger.Balance balance() {
        return store.ledger().balance("smc");
    }

    /** Parts of a {@link #large} event from each of its pages. */
    private static List<String> piecesOf(String messageId) {
        String noise = Events.noise(messageId, LARGE);
        return IntStream.range(0, LARGE / 1_000)
                .mapToObj(page -> noise.substring(page * 1_000 + 500, page * 1_000 + 512))
                .toList();
    }

    private boolean isOnTheDisk(String text) {
        try {
            return !filesWith(text).isEmpty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("native")))
                    .filter(file -> read(file).contains(text))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Event of(String userId, String messageId) {
        return event(userId, messageId, 100);
    }

    private static Event large(String userId, String messageId) {
        return event(userId, messageId, LARGE);
    }

    private static Event event(String userId, String messageId, int bytes) {
        String payload = "{\"userId\":\"" + userId + "\",\"pad\":\"" + Events.noise(messageId, bytes) + "\"}";
        return Event.builder(EventType.TRACK, messageId, Events.RECEIVED)
                .userId(userId)
                .name("Order Completed")
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    /** What an auditor can work out who has the id and the key of the folder. */
    private String hmacOf(String userId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Files.readAllBytes(folder.resolve("person-key")), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(userId.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
