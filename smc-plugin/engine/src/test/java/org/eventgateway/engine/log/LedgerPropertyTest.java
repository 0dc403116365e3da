package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eventgateway.plugin.event.Event;

/** Random operations against a simple model: what is pending, in which order, and all counters, must be the same after each of them. */
class LedgerPropertyTest {

    /** One operation on the store. */
    private enum Action {
        APPEND,
        APPEND_LARGE,
        REPEAT,
        FILTER,
        REFUSE,
        DELIVER,
        REJECT,
        REPLAY,
        DISCARD,
        DELETE,
        REOPEN
    }

    private record Step(Action action, int size) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Action.class), Arbitraries.integers().between(1, 12))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 40)
    void everyAcceptedEventIsAccountedForAfterAnySteps(@ForAll("steps") List<Step> steps) throws IOException {
        Path folder = Files.createTempDirectory("ledger");
        Model model = new Model(folder);
        try {
            for (Step step : steps) {
                model.take(step);
                model.check();
            }
        } finally {
            model.store.close();
            delete(folder);
        }
    }

    @Property(tries = 3)
    void theBalanceAddsUpWheneverItIsRead(@ForAll long seed) throws Exception {
        Path folder = Files.createTempDirectory("ledger");
        try (SqliteStore store =
                SqliteStore.open(StoreConfig.of(folder), List.of("smc"), new ManualClock(), Thread::new)) {
            AtomicBoolean running = new AtomicBoolean(true);
            AtomicInteger wrong = new AtomicInteger();
            Thread reader = new Thread(() -> {
                while (running.get()) {
                    wrong.addAndGet(store.ledger().balance("smc").addsUp() ? 0 : 1);
                }
            });
            reader.start();
            for (int round = 0; round < 50; round++) {
                List<CompletableFuture<EventLog.Receipt>> receipts = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    receipts.add(store.eventLog()
                            .append(Events.append("smc", Events.tracks(seed + "-" + round + "-" + i + "-", 3))));
                }
                long from = store.eventLog().committed("smc").value();
                long pending = store.ledger().balance("smc").pending();
                if (pending > 1) {
                    store.eventLog().commit("smc", Events.rejecting(from + 2, 1, Events.rejected(from + 1)));
                }
                receipts.forEach(CompletableFuture::join);
            }
            running.set(false);
            reader.join();

            assertThat(wrong.get()).isZero();
            assertThat(store.ledger().balance("smc").accepted()).isEqualTo(1_500);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What the store should hold, in the plainest way. */
    private static final class Model {
        private final Path folder;
        private final List<String> pending = new ArrayList<>();
        private final List<String> dead = new ArrayList<>();
        private final List<String> known = new ArrayList<>();
        private SqliteStore store;
        private int made;
        private long delivered;
        private long discarded;
        private long deleted;
        private long repeats;
        private long filtered;
        private long refused;

        Model(Path folder) {
            this.folder = folder;
            this.store = open(folder);
        }

        void take(Step step) {
            int some = Math.min(step.size(), pending.size());
            switch (step.action()) {
                case APPEND -> append(step.size(), 100);
                case APPEND_LARGE -> append(step.size(), 5_000);
                case REPEAT -> repeat();
                case FILTER -> filter(step.size());
                case REFUSE -> refuse();
                case DELIVER -> settle(some, false);
                case REJECT -> settle(some, true);
                case REPLAY -> replay(step.size());
                case DISCARD -> discard(step.size());
                case DELETE -> delete(step.size());
                case REOPEN -> reopen();
            }
        }

        void check() {
            Ledger.Balance balance = store.ledger().balance("smc");
            assertThat(balance)
                    .isEqualTo(new Ledger.Balance(
                            delivered + dead.size() + discarded + deleted + pending.size(),
                            delivered,
                            dead.size(),
                            discarded,
                            deleted,
                            pending.size(),
                            repeats,
                            filtered == 0 ? Map.of() : Map.of("not_allowed", filtered),
                            refused == 0 ? Map.of() : Map.of("too_large", refused)));
            assertThat(balance.addsUp()).isTrue();
            assertThat(store.eventLog().read("smc", store.eventLog().committed("smc"), 10_000, 10_000_000))
                    .extracting(logged -> logged.event().messageId())
                    .containsExactlyElementsOf(pending);
        }

        private void append(int count, int payloadBytes) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String id = "m" + made++;
                events.add(Events.track(id, payloadBytes));
                pending.add(id);
                known.add(id);
            }
            store.eventLog().append(Events.append("smc", events)).join();
        }

        private void repeat() {
            if (!known.isEmpty()) {
                store.eventLog()
                        .append(Events.append("smc", Events.track(known.get(known.size() / 2))))
                        .join();
                repeats++;
            }
        }

        private void filter(int count) {
            store.eventLog()
                    .append(new Append(
                            List.of(new Append.Part("smc", List.of(), Map.of("not_allowed", count), List.of()))))
                    .join();
            filtered += count;
        }

        private void refuse() {
            store.eventLog().append(Events.refused("smc", "[")).join();
            refused++;
        }

        private void settle(int count, boolean rejecting) {
            if (count == 0) {
                return;
            }
            List<Long> places =
                    store.eventLog().read("smc", store.eventLog().committed("smc"), count, 10_000_000).stream()
                            .map(logged -> logged.position().value())
                            .toList();
            List<String> settled = pending.subList(0, count);
            if (rejecting) {
                dead.addAll(settled);
                Settlement.Rejected[] all =
                        places.stream().map(Events::rejected).toArray(Settlement.Rejected[]::new);
                store.eventLog().commit("smc", Events.rejecting(places.get(count - 1), 0, all));
            } else {
                delivered += count;
                store.eventLog().commit("smc", Events.delivered(places.get(count - 1), count));
            }
            settled.clear();
        }

        private void replay(int count) {
            List<String> chosen = List.copyOf(dead.subList(0, Math.min(count, dead.size())));
            store.deadLetters().replay("smc", idsOf(chosen), "test");
            dead.removeAll(chosen);
            pending.addAll(chosen);
        }

        private void discard(int count) {
            List<String> chosen = List.copyOf(dead.subList(0, Math.min(count, dead.size())));
            store.deadLetters().discard("smc", idsOf(chosen), "test");
            dead.removeAll(chosen);
            discarded += chosen.size();
        }

        /** Each event is of a user of its own. */
        private void delete(int seed) {
            List<String> all = new ArrayList<>(pending);
            all.addAll(dead);
            all.removeIf(id -> id.startsWith("delete"));
            if (all.isEmpty()) {
                return;
            }
            String gone = all.get(seed % all.size());
            String request = "delete" + made++;
            store.eventLog()
                    .append(Events.append("smc", Events.delete(request, "user-" + gone)))
                    .join();
            if (seed % 2 == 0) {
                reopen();
            }
            store.care();
            pending.remove(gone);
            dead.remove(gone);
            pending.add(request);
            deleted++;
        }

        private void reopen() {
            store.close();
            store = open(folder);
        }

        private List<Long> idsOf(List<String> messageIds) {
            List<DeadLetters.DeadLetter> letters = store.deadLetters().find("smc", DeadLetters.Query.all(1_000));
            return messageIds.stream()
                    .map(wanted -> letters.stream()
                            .filter(letter -> letter.event().isPresent()
                                    && letter.event().get().messageId().equals(wanted))
                            .findFirst()
                            .orElseThrow()
                            .id())
                    .toList();
        }

        private static SqliteStore open(Path folder) {
            return SqliteStore.open(
                    StoreConfig.of(folder).withReplayRate(1_000), List.of("smc"), new ManualClock(), Thread::new);
        }
    }
}
