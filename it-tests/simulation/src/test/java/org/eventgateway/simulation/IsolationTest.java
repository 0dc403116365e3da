package org.eventgateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eventgateway.engine.delivery.Delivery;
import org.eventgateway.engine.delivery.DeliveryListener;
import org.eventgateway.engine.delivery.DeliveryParts;
import org.eventgateway.engine.delivery.DeliverySettings;
import org.eventgateway.engine.delivery.Due;
import org.eventgateway.engine.log.Append;
import org.eventgateway.engine.log.SqliteStore;
import org.eventgateway.engine.log.StoreConfig;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.DestinationContext;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.smc.destination.SmcDestinationFactory;
import org.eventgateway.smc.quota.Quotas;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two connections of one gateway, with one key and its one quota, and one store with its one writer: what befalls the one must not slow
 * the other. Only a quota that SMC says is used up holds both back, since it is one quota.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationTest {
    private static final int EVENTS = 2_000;
    private static final String WATCHED = "watched";
    private static final String NEIGHBOUR = "neighbour";
    private static final Duration GAP = Duration.ofMillis(200);

    private Path folder = Path.of("");
    private int runs;
    private Duration beside = Duration.ZERO;

    @BeforeAll
    void runBesideAHealthyNeighbour(@TempDir Path ofAll) throws Exception {
        folder = ofAll;
        beside = p99Beside(Mishap.NONE);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SLOW",
                "NOT_REACHED",
                "RESET_BEFORE",
                "LOST_ANSWER",
                "CUT",
                "CUT_AND_LATE",
                "BUSY_429",
                "STATUS_500",
                "STATUS_503",
                "HTML",
                "EMPTY"
            })
    void theNeighboursFailureMovesTheNinetyNinthPercentileByLessThanFivePercent(Mishap failure) throws Exception {
        Duration besideFailing = p99Beside(failure);

        System.out.printf(
                "p99 %d ms beside a healthy neighbour, %d ms beside one of %s%n",
                beside.toMillis(), besideFailing.toMillis(), failure);
        assertThat((double) besideFailing.toMillis())
                .isCloseTo((double) beside.toMillis(), within(0.05 * (double) beside.toMillis()));
    }

    @Test
    void aQuotaThatIsUsedUpHoldsBothBack() throws Exception {
        assertThat(p99Beside(Mishap.QUOTA_429)).isGreaterThan(beside.multipliedBy(2));
    }

    private Duration p99Beside(Mishap ofTheNeighbour) throws Exception {
        StoreConfig config = StoreConfig.of(folder.resolve("run" + runs++));
        // Nothing that the store does by itself may hang on the lanes.
        Clock clock = Clock.fixed(VirtualClock.START, ZoneOffset.UTC);
        try (SqliteStore store = SqliteStore.open(config, List.of(WATCHED, NEIGHBOUR), clock, Simulation::thread)) {
            return p99Beside(ofTheNeighbour, store);
        }
    }

    private static Duration p99Beside(Mishap ofTheNeighbour, SqliteStore store)
            throws InterruptedException, ExecutionException {
        Lanes lanes = new Lanes();
        Quotas quotas = new Quotas();
        Weather fine = Weather.always(Mishap.NONE, new SplittableRandom(1));
        Weather foul = Weather.always(ofTheNeighbour, new SplittableRandom(2));
        Side watched = new Side(WATCHED, lanes.lane(), quotas, store, fine);
        Side neighbour = new Side(NEIGHBOUR, lanes.lane(), quotas, store, foul);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> other = threads.submit(() -> neighbour.run(false));
            Future<?> own = threads.submit(() -> watched.run(true));
            lanes.start();
            own.get();
            neighbour.stop();
            other.get();
        } finally {
            threads.shutdown();
            watched.close();
            neighbour.close();
        }
        return watched.p99();
    }

    /** One connection with its organization, its events and its time. For one thread, but for {@link #stop}. */
    private static final class Side implements Wire.OurSide {
        private final Lanes.Lane lane;
        private final String name;
        private final SqliteStore store;
        private final Deque<Event> arrivals = new ArrayDeque<>();
        private final Deque<Instant> accepted = new ArrayDeque<>();
        private final List<Duration> latencies = new ArrayList<>();
        private final URI address;
        private final Destination destination;
        private final Delivery delivery;
        private final Lanes lanes;
        private volatile boolean stopped;

        Side(String name, Lanes.Lane lane, Quotas quotas, SqliteStore store, Weather weather) {
            this.name = name;
            this.store = store;
            this.lane = lane;
            this.lanes = lane.lanes();
            this.address = URI.create("http://" + name + ".localhost/");
            Limits limits = new Limits(Limits.Told.MOST);
            Door door = new Door(Door.Rules.NONE, weather.coverage());
            Wires.plug(
                    address,
                    new Wire(
                            new RemoteSmc(
                                    lane,
                                    limits,
                                    door,
                                    new Absences(List.of(), weather.coverage()),
                                    new Growth(number -> true)),
                            lane,
                            weather,
                            this));
            destination = new SmcDestinationFactory(quotas, new Random(1))
                    .open(new DestinationContext(
                            name, Simulation.settings(address, Limits.Told.MOST, Map.of()), lane, Simulation::thread));
            delivery = new Delivery(new DeliveryParts(
                    name,
                    destination,
                    store.eventLog(),
                    store.setAside(),
                    store.deletions(),
                    store.outages(),
                    new DeliverySettings(
                            2_500,
                            4_000_000,
                            Duration.ofMillis(500),
                            Duration.ofMinutes(5),
                            Duration.ofDays(3),
                            Duration.ofSeconds(30)),
                    lane,
                    new SplittableRandom(3),
                    DeliveryListener.NONE));
            for (int number = 0; number < EVENTS; number++) {
                arrivals.add(
                        Event.builder(EventType.TRACK, name + number, VirtualClock.START.plus(GAP.multipliedBy(number)))
                                .userId("user-" + number % 50)
                                .name("Tick")
                                .build());
            }
        }

        /** Delivers until all is delivered, or until it is told to stop. */
        void run(boolean toTheEnd) {
            lane.advanceTo(VirtualClock.START);
            try {
                while (!stopped && !(toTheEnd && latencies.size() == EVENTS)) {
                    arrive();
                    Due due = delivery.step(() -> {});
                    settle();
                    if (!due.equals(Due.NOW)) {
                        lane.advanceTo(due.at().isBefore(nextArrival()) ? due.at() : nextArrival());
                    }
                }
            } finally {
                lanes.leave(lane);
            }
        }

        private Instant nextArrival() {
            // Without arrivals it looks again in a while, for it may have been stopped.
            return arrivals.isEmpty()
                    ? lane.instant().plusSeconds(60)
                    : arrivals.element().receivedAt();
        }

        private void arrive() {
            List<Event> events = new ArrayList<>();
            while (!arrivals.isEmpty() && !arrivals.element().receivedAt().isAfter(lane.instant())) {
                accepted.add(arrivals.element().receivedAt());
                events.add(arrivals.remove());
            }
            if (!events.isEmpty()) {
                store.eventLog()
                        .append(new Append(List.of(new Append.Part(name, events, Map.of(), List.of()))))
                        .join();
            }
        }

        private void settle() {
            for (long left = store.ledger().balance(name).delivered() - latencies.size(); left > 0; left--) {
                latencies.add(Duration.between(accepted.remove(), lane.instant()));
            }
        }

        Duration p99() {
            assertThat(latencies).hasSize(EVENTS);
            Collections.sort(latencies);
            return latencies.get(EVENTS * 99 / 100);
        }

        void stop() {
            stopped = true;
        }

        void close() {
            destination.close();
            Wires.unplug(address);
        }

        @Override
        public boolean isDead() {
            return false;
        }

        @Override
        public void die() {
            throw new IllegalStateException("nobody dies here");
        }

        @Override
        public void meanwhile() {
            arrive();
        }
    }
}
