package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitWriterTest {
    private static final long QUEUE = 1 << 20;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Subject ANN = new Subject("person", Optional.empty());

    @TempDir
    private Path temporary;

    private final Published smc = new Published();
    private final FullAtTimes published = new FullAtTimes(Map.of("smc", smc));
    private final List<CompletableFuture<?>> asked = new ArrayList<>();
    private DataFolder folder;
    private GroupCommitWriter writer;
    private final List<Thread> threads = new ArrayList<>();
    private boolean diskIsGone;
    private volatile Runnable care = () -> {};

    @BeforeEach
    void open() throws SQLException {
        open(Duration.ofHours(1));
    }

    /** @param patience how long a commit waits for senders; an hour makes those tests hang in which it waits and must not */
    private void open(Duration patience) throws SQLException {
        StoreConfig config = StoreConfig.of(temporary.resolve("data"));
        folder = DataFolder.take(config.folder());
        Database database = Database.in(folder, config);
        UsageMeter usage = new UsageMeter(config.diskBudget(), Map.of());
        writer = new GroupCommitWriter(
                () -> {
                    if (diskIsGone) {
                        throw new SQLException("the disk is gone");
                    }
                    return Session.open(
                            database,
                            config,
                            published,
                            new ManualClock(),
                            new PersonHash(new byte[32]),
                            new RepeatFigures(),
                            () -> care.run());
                },
                usage,
                QUEUE,
                task -> {
                    threads.add(0, new Thread(task));
                    return threads.get(0);
                },
                new ExpectedSenders(patience));
    }

    @AfterEach
    void close() {
        writer.close();
        folder.close();
    }

    @Test
    void whatGathersWhileTheWriterIsBusySharesOneCommit() throws InterruptedException {
        CountDownLatch busy = keepBusy();
        long before = writer.commits();
        List<CompletableFuture<Boolean>> gathered = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            gathered.add(store("m" + i));
        }

        busy.countDown();

        assertThat(gathered).allSatisfy(one -> assertThat(one).succeedsWithin(SOON));
        assertThat(writer.commits() - before)
                .as("the busy one's, and one for all others")
                .isEqualTo(2);
        assertThat(smc.counters().pending()).isEqualTo(100);
    }

    @Test
    void whoSendsOneAfterTheOtherIsWrittenAtOnce() {
        for (int i = 0; i < 5; i++) {
            assertThat(store("m" + i)).succeedsWithin(SOON);
        }
    }

    @Test
    void asManyAreWaitedForAsThereWereSenders() throws InterruptedException {
        threeSend();
        long before = writer.commits();
        CompletableFuture<Boolean> first = store("first");
        CompletableFuture<Boolean> second = store("second");
        awaitThatTheWriterWaits();
        assertThat(List.of(first, second)).noneMatch(CompletableFuture::isDone);

        CompletableFuture<Boolean> third = store("third");

        assertThat(List.of(first, second, third))
                .allSatisfy(one -> assertThat(one).succeedsWithin(SOON));
        assertThat(writer.commits() - before).isEqualTo(1);
    }

    @Test
    void whoWaitedDuringACommitCountsAsASender() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        CompletableFuture<Integer> first = writer.append(
                session -> {
                    begun.countDown();
                    return waitFor(busy).on(session);
                },
                10);
        begun.await();
        CompletableFuture<Boolean> second = store("second");

        busy.countDown();

        assertThat(first).succeedsWithin(SOON);
        awaitThatTheWriterWaits();
        assertThat(second).isNotDone();
        assertThat(store("third")).succeedsWithin(SOON);
        assertThat(second).isCompleted();
    }

    @Test
    void sendersThatAreGoneHoldNobodyUpForLong() throws Exception {
        close();
        open(Duration.ofMillis(1));
        threeSend();

        assertThat(store("alone")).succeedsWithin(SOON);
    }

    @Test
    void aSettlementSaysNothingAboutSenders() throws InterruptedException {
        threeSend();
        assertThat(writer.submit(session -> true)).succeedsWithin(SOON);

        CompletableFuture<Boolean> first = store("first");

        awaitThatTheWriterWaits();
        assertThat(first).isNotDone();
    }

    @Test
    void aSettlementWaitsForNobody() throws InterruptedException {
        threeSend();

        assertThat(writer.submit(session -> true)).succeedsWithin(SOON);
    }

    @Test
    void whatFailsDoesNotFailItsNeighbours() throws InterruptedException {
        CountDownLatch busy = keepBusy();
        CompletableFuture<Boolean> before = store("before");
        CompletableFuture<Boolean> bad = writer.append(
                session -> {
                    session.log("smc").append(EventCodec.encode(Events.track("half")));
                    throw new IllegalStateException("this one cannot be done");
                },
                10);
        CompletableFuture<Boolean> after = store("after");

        busy.countDown();

        assertThat(before).succeedsWithin(SOON);
        assertThat(after).succeedsWithin(SOON);
        assertThat(bad)
                .failsWithin(SOON)
                .withThrowableThat()
                .withCauseInstanceOf(LogUnavailableException.class)
                .withMessageContaining("cannot be done");
        assertThat(smc.counters().last()).isEqualTo(2);
    }

    @Test
    void aBrokenStoreFailsAppendsWithTheCauseUntilItWorksAgain() {
        CompletableFuture<Boolean> atTheEdge = writer.append(
                session -> {
                    diskIsGone = true;
                    throw new SQLException("disk I/O error");
                },
                10);
        assertThat(atTheEdge).failsWithin(SOON).withThrowableThat().withMessageContaining("disk I/O error");
        assertThat(store("meanwhile")).failsWithin(SOON).withThrowableThat().withMessageContaining("the disk is gone");
        assertThat(writer.broken()).isPresent();

        diskIsGone = false;

        assertThat(store("again")).succeedsWithin(SOON);
        assertThat(writer.broken()).isEmpty();
    }

    @Test
    void aFullDiskFailsAppendsButNotSettlements() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            store("m" + i).join();
        }
        CountDownLatch busy = keepBusy();
        // A real SQLITE_FULL: the file may have no more pages than it has.
        CompletableFuture<Boolean> full = writer.append(
                session -> {
                    Database.pragma(session.connection(), "max_page_count=1");
                    session.log("smc").append(Events.noise("full", 500_000).getBytes(StandardCharsets.US_ASCII));
                    session.log("smc").count(session.log("smc").counters().appended(1, 0));
                    return true;
                },
                10);
        CompletableFuture<Counters> settled = writer.submit(new SettleWork("smc", Events.delivered(5, 5)));

        busy.countDown();

        assertThat(full).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(LogUnavailableException.class);
        assertThat(settled).succeedsWithin(SOON);
        assertThat(smc.counters().pending()).isEqualTo(15);
    }

    @Test
    void anErrorOfTheMachineDoesNotEndTheWriter() {
        CompletableFuture<Boolean> failed = writer.append(
                session -> {
                    throw new StackOverflowError("too deep");
                },
                10);

        assertThat(failed).failsWithin(SOON);
        assertThat(store("next")).succeedsWithin(SOON);
    }

    @Test
    void anErrorBehindACommitFailsWhoWaitsAndNotTheWriter() {
        care = () -> {
            throw new OutOfMemoryError("no room to tell");
        };
        CompletableFuture<Boolean> told = writer.append(
                session -> {
                    session.deletions().note(session.log("smc"), 1, ANN, session.now());
                    return true;
                },
                10);

        assertThat(told)
                .failsWithin(SOON)
                .withThrowableThat()
                .withCauseInstanceOf(LogUnavailableException.class)
                .withMessageContaining("no room to tell");
        assertThat(writer.broken()).isPresent();
        assertThat(store("next")).succeedsWithin(SOON);
        assertThat(writer.broken()).isEmpty();
    }

    @Test
    void careIsAskedForAlsoWhenWhoListensFails() {
        AtomicInteger cares = new AtomicInteger();
        care = cares::incrementAndGet;
        smc.onAppend(() -> {
            throw new OutOfMemoryError("no room to listen");
        });
        byte[] record = EventCodec.encode(Events.delete("d", "ann"));

        CompletableFuture<Boolean> told = writer.append(
                session -> {
                    ConnectionLog log = session.log("smc");
                    session.deletions().note(log, log.append(record), ANN, session.now());
                    log.count(log.counters().appended(1, 0));
                    return true;
                },
                10);

        assertThat(told).failsWithin(SOON).withThrowableThat().withMessageContaining("no room to listen");
        assertThat(cares).hasValue(1);
    }

    @Test
    void anErrorWhileTheDatabaseIsOpenedLeavesNoLock() {
        // The tables of at least one new connection are made, and not committed, when the third is asked for.
        published.putAll(Map.of("de", new Published(), "fr", new Published()));
        CompletableFuture<Boolean> failed = writer.append(
                session -> {
                    published.leave(2);
                    throw new StackOverflowError("too deep");
                },
                10);
        assertThat(failed).failsWithin(SOON);
        assertThat(store("meanwhile")).failsWithin(SOON).withThrowableThat().withMessageContaining("no room to open");

        published.leave(Integer.MAX_VALUE);

        assertThat(store("again")).succeedsWithin(SOON);
    }

    @Test
    void aFailureThatCannotEvenBeToldDoesNotEndTheWriter() throws InterruptedException {
        CountDownLatch busy = keepBusy();
        CompletableFuture<Boolean> failed = writer.append(
                session -> {
                    throw new IllegalStateException("hidden") {
                        private static final long serialVersionUID = 1L;

                        @Override
                        public String getMessage() {
                            throw new OutOfMemoryError("no room for a message");
                        }
                    };
                },
                QUEUE);
        CompletableFuture<Boolean> settled = writer.submit(session -> true);

        busy.countDown();

        assertThat(failed).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(LogUnavailableException.class);
        assertThat(settled).succeedsWithin(SOON);
        // The room is given back right behind the answers.
        await().atMost(SOON).until(() -> writer.queuedBytes() == 0);
        assertThat(store("next")).succeedsWithin(SOON);
        writer.close();
        assertThat(writer.queuedBytes()).isZero();
    }

    @Test
    void refusesAtOnceWhenTooMuchWaits() throws InterruptedException {
        CountDownLatch busy = keepBusy();
        asked.add(writer.append(session -> true, QUEUE - 10));

        CompletableFuture<Boolean> refused = writer.append(session -> true, 11);

        assertThat(refused)
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(LogUnavailableException.class);
        busy.countDown();
    }

    @Test
    void takesOneThatIsLargerThanTheQueueWhenNothingWaits() {
        assertThat(writer.append(session -> true, 10 * QUEUE)).succeedsWithin(SOON);
    }

    @Test
    void writesWhatWaitsBeforeItCloses() throws InterruptedException {
        CountDownLatch busy = keepBusy();
        CompletableFuture<Boolean> waiting = store("waiting");
        busy.countDown();

        writer.close();

        assertThat(waiting).isCompletedWithValue(true);
    }

    /** Leaves room for so many, and then for none until a test says so. */
    private static final class FullAtTimes extends ConcurrentHashMap<String, Published> {
        private static final long serialVersionUID = 1L;

        private final AtomicInteger asked = new AtomicInteger();
        private volatile int room = Integer.MAX_VALUE;

        FullAtTimes(Map<String, Published> published) {
            super(published);
        }

        void leave(int more) {
            asked.set(0);
            room = more;
        }

        @Override
        public Published computeIfAbsent(String name, Function<? super String, ? extends Published> made) {
            if (asked.getAndIncrement() >= room) {
                asked.set(0);
                throw new OutOfMemoryError("no room to open");
            }
            return super.computeIfAbsent(name, made);
        }
    }

    private CompletableFuture<Boolean> store(String id) {
        byte[] record = EventCodec.encode(Events.track(id));
        return writer.append(
                session -> {
                    ConnectionLog log = session.log("smc");
                    log.append(record);
                    log.count(log.counters().appended(1, 0));
                    return true;
                },
                record.length);
    }

    /** Makes the writer commit something alone, until it is told to go on. */
    private CountDownLatch keepBusy() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        Work<Integer> waits = waitFor(busy);
        asked.add(writer.submit(session -> {
            begun.countDown();
            return waits.on(session);
        }));
        begun.await();
        return busy;
    }

    /** Three appends in one commit. */
    private void threeSend() throws InterruptedException {
        CountDownLatch busy = keepBusy();
        List<CompletableFuture<Boolean>> three = List.of(store("a"), store("b"), store("c"));
        busy.countDown();
        assertThat(three).allSatisfy(one -> assertThat(one).succeedsWithin(SOON));
    }

    private void awaitThatTheWriterWaits() {
        await().until(() -> threads.get(0).getState() == Thread.State.TIMED_WAITING);
    }

    private static Work<Integer> waitFor(CountDownLatch latch) {
        return session -> {
            try {
                latch.await();
                return 0;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
