package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    @TempDir
    private Path temporary;

    private final Published smc = new Published();
    private final Map<String, Published> published = new ConcurrentHashMap<>(Map.of("smc", smc));
    private final List<CompletableFuture<?>> asked = new ArrayList<>();
    private DataFolder folder;
    private GroupCommitWriter writer;
    private boolean diskIsGone;
    private volatile Runnable comesIn = () -> {};
    private final AtomicInteger pauses = new AtomicInteger();

    @BeforeEach
    void open() throws SQLException {
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
                            database, config, published, new ManualClock(), new PersonHash(new byte[32]), () -> {});
                },
                usage,
                QUEUE,
                Thread::new,
                () -> {
                    pauses.incrementAndGet();
                    comesIn.run();
                });
    }

    @AfterEach
    void close() {
        writer.close();
        folder.close();
    }

    @Test
    void whatGathersWhileTheWriterIsBusySharesOneCommit() {
        CountDownLatch busy = new CountDownLatch(1);
        CompletableFuture<Integer> first = writer.submit(waitFor(busy));
        long before = writer.commits();
        List<CompletableFuture<Boolean>> gathered = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            gathered.add(store("m" + i));
        }

        busy.countDown();

        gathered.forEach(CompletableFuture::join);
        assertThat(first).isCompleted();
        // The busy one may have taken none or some of them along, but is itself one commit.
        assertThat(writer.commits() - before).isLessThanOrEqualTo(2);
        assertThat(smc.counters().pending()).isEqualTo(100);
    }

    @Test
    void whoComesToAnIdleWriterIsWrittenAtOnce() {
        for (int i = 0; i < 5; i++) {
            store("m" + i).join();
        }

        assertThat(pauses.get()).isZero();
    }

    @Test
    void whileRequestsKeepComingTheyShareASync() throws InterruptedException {
        List<CompletableFuture<Boolean>> more = new ArrayList<>();
        comesIn = () -> {
            if (pauses.get() <= 3) {
                more.add(store("more" + pauses.get()));
            }
        };
        CompletableFuture<Boolean> first = behindASync(this::store);

        assertThat(first).succeedsWithin(SOON);
        // They are told one after the other.
        assertThat(more).hasSize(3).allSatisfy(one -> assertThat(one).succeedsWithin(SOON));
        assertThat(pauses.get())
                .as("three that brought one, and one that brought none")
                .isEqualTo(4);
        assertThat(writer.commits())
                .as("the sync behind which they came, and theirs")
                .isEqualTo(2);
    }

    @Test
    void aStreamWithoutEndHoldsNobodyUp() throws InterruptedException {
        comesIn = () -> asked.add(store("more" + pauses.get()));

        CompletableFuture<Boolean> first = behindASync(this::store);

        assertThat(first).succeedsWithin(SOON);
        comesIn = () -> {};
        writer.close();
        assertThat(asked)
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(one -> assertThat(one).isCompleted());
    }

    @Test
    void aSettlementWaitsForNobody() throws InterruptedException {
        CompletableFuture<Boolean> settled = behindASync(id -> writer.submit(session -> true));

        assertThat(settled).succeedsWithin(SOON);
        assertThat(pauses.get()).isZero();
    }

    @Test
    void whatFailsDoesNotFailItsNeighbours() {
        CountDownLatch busy = new CountDownLatch(1);
        asked.add(writer.submit(waitFor(busy)));
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
    void aFullDiskFailsAppendsButNotSettlements() {
        for (int i = 0; i < 20; i++) {
            store("m" + i).join();
        }
        CountDownLatch busy = new CountDownLatch(1);
        asked.add(writer.submit(waitFor(busy)));
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
    void refusesAtOnceWhenTooMuchWaits() {
        CountDownLatch busy = new CountDownLatch(1);
        asked.add(writer.submit(waitFor(busy)));
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
    void writesWhatWaitsBeforeItCloses() {
        CountDownLatch busy = new CountDownLatch(1);
        asked.add(writer.submit(waitFor(busy)));
        CompletableFuture<Boolean> waiting = store("waiting");
        busy.countDown();

        writer.close();

        assertThat(waiting).isCompletedWithValue(true);
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

    /** Asks for something while the writer is busy with a commit. */
    private CompletableFuture<Boolean> behindASync(Function<String, CompletableFuture<Boolean>> asks)
            throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        Work<Integer> waits = waitFor(busy);
        asked.add(writer.submit(session -> {
            begun.countDown();
            return waits.on(session);
        }));
        begun.await();
        CompletableFuture<Boolean> behind = asks.apply("behind");
        busy.countDown();
        return behind;
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
