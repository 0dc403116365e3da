package org.eventgateway.simulation;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.eventgateway.engine.delivery.Delivery;
import org.eventgateway.engine.delivery.DeliveryListener;
import org.eventgateway.engine.delivery.DeliveryParts;
import org.eventgateway.engine.delivery.DeliverySettings;
import org.eventgateway.engine.delivery.Due;
import org.eventgateway.engine.log.Ledger;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.DestinationContext;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.settings.SettingLookup;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.plugin.settings.SettingsBinder;
import org.eventgateway.smc.destination.SmcDestinationFactory;
import org.eventgateway.smc.quota.Quotas;
import org.eventgateway.smc.settings.SmcSettings;

/**
 * One run of one seed: accepts events, delivers them under faults and crashes, and says which rules were broken. For one thread; run once.
 */
final class Simulation {
    private static final int MOST_STEPS = 200_000;
    /** Of our side after a crash; SMC may still work on what the dead process sent. */
    private static final Duration START_TAKES = Duration.ofSeconds(1);

    private final BiFunction<Destination, Clock, Destination> wrapping;
    private final VirtualClock clock = new VirtualClock();
    private final Oracle oracle = new Oracle();
    private final List<String> problems = new ArrayList<>();
    private final SplittableRandom random;
    private final List<Workload.Arrival> arrivals;
    private final Weather weather;
    private final Limits limits;
    private final Growth growth;
    private final RemoteSmc smc;
    private final SimulatedStore store;
    private final URI address;
    private final Settings settings;
    private final DeliverySettings deliverySettings;
    private int arrivalsLeft;
    private int crashes;
    private Life process;

    private Simulation(
            Setup setup,
            Optional<Path> folder,
            Map<String, String> changed,
            BiFunction<Destination, Clock, Destination> wrapping) {
        this.wrapping = wrapping;
        this.random = setup.random();
        this.arrivals = setup.arrivals();
        this.weather = setup.weather();
        Absences absences = new Absences(weather.absences(VirtualClock.START), weather.coverage());
        this.limits = new Limits(setup.told());
        Door door = new Door(weather.rules(VirtualClock.START), weather.coverage());
        this.store = folder.<SimulatedStore>map(path -> new SqliteSimulatedStore(path, clock))
                .orElseGet(MemoryStore::new);
        this.growth = new Growth(number -> store.isOpen(Workload.id(number)));
        this.smc = new RemoteSmc(clock, limits, door, absences, growth);
        this.address = URI.create("http://" + setup.name() + ".localhost/");
        this.settings = settings(address, setup.told(), changed);
        this.deliverySettings = new DeliverySettings(
                setup.batchEvents(),
                4_000_000,
                Duration.ofMillis(500),
                Duration.ofMinutes(5),
                Duration.ofDays(3),
                Duration.ofSeconds(30));
        this.process = new Life();
    }

    /**
     * What a run starts from.
     *
     * @param name tells runs apart that go on at the same time
     * @param random for everything that is drawn on our side
     */
    private record Setup(
            String name,
            SplittableRandom random,
            Weather weather,
            List<Workload.Arrival> arrivals,
            Limits.Told told,
            int batchEvents) {

        static Setup of(long seed) {
            // Neighbouring seeds of the generator itself are alike in their first numbers.
            SplittableRandom random = new SplittableRandom(seed).split();
            SplittableRandom sizes = random.split();
            int callRows = List.of(1, 3, 20, 2_500).get(sizes.nextInt(4));
            int batchEvents = List.of(1, 4, 30, 2_500).get(sizes.nextInt(4));
            int requests = List.of(2_500, 2_500, 2_500, 200, 60).get(sizes.nextInt(5));
            int callBytes = List.of(5_000_000, 256_000).get(sizes.nextInt(2));
            Weather weather = new Weather(random.split(), VirtualClock.START);
            return new Setup(
                    "seed" + seed,
                    random,
                    weather,
                    new Workload(random.split()).arrivals(),
                    new Limits.Told(callRows, callBytes, requests),
                    batchEvents);
        }
    }

    /** Delivers events that arrive together, with the largest batches and calls, while nothing goes wrong. */
    static Result runCalm(String name, List<Workload.Arrival> arrivals) {
        return runCalm(name, arrivals, Limits.Told.MOST, Map.of());
    }

    /**
     * Delivers so within other limits.
     *
     * @param told the limits
     * @param changed settings of the destination that do not keep to them
     */
    static Result runCalm(String name, List<Workload.Arrival> arrivals, Limits.Told told, Map<String, String> changed) {
        Setup setup = new Setup(name, new SplittableRandom(1), Weather.calm(), arrivals, told, 2_500);
        return new Simulation(setup, Optional.empty(), changed, (destination, time) -> destination).run();
    }

    /** Runs a seed on a log in memory. */
    static Result run(long seed) {
        return run(seed, Optional.empty(), Map.of(), (destination, time) -> destination);
    }

    /**
     * Runs a seed.
     *
     * @param folder for a real log, if there is to be one
     * @param changed settings of the destination that are not as usual
     * @param wrapping may put faults of its own around the destination
     */
    static Result run(
            long seed,
            Optional<Path> folder,
            Map<String, String> changed,
            BiFunction<Destination, Clock, Destination> wrapping) {
        try {
            return new Simulation(Setup.of(seed), folder, changed, wrapping).run();
        } catch (RuntimeException | Error e) {
            // Among the problems, so that it is told with its seed and keeps no other seed from its end.
            return Result.failed(e);
        }
    }

    /**
     * What came of a run.
     *
     * @param problems the rules that were broken; none if all is well
     * @param events how many events were accepted
     * @param requests how many requests SMC got
     * @param crashes how often our side died
     * @param coverage what went wrong
     * @param took how long it took, in virtual time
     */
    record Result(List<String> problems, int events, int requests, int crashes, Coverage coverage, Duration took) {

        /** The simulation itself, or what it runs, failed with an exception. */
        private static Result failed(Throwable failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            return new Result(List.of(trace.toString()), 0, 0, 0, new Coverage(), Duration.ZERO);
        }
    }

    /** What the destination of an address is configured with. */
    static Settings settings(URI address, Limits.Told told, Map<String, String> changed) {
        Map<String, String> values = new HashMap<>(Map.of(
                "api-key", "sandbox-key",
                "api-secret", "sandbox-secret",
                "admin-url", address.toString(),
                "organization", RemoteSmc.ORGANIZATION,
                "allowed-events", "*",
                "allow-insecure-url", "true",
                "user-list", RemoteSmc.USERS,
                "business-key", "CUSTOMER_ID",
                "call-rows", Integer.toString(told.callRows())));
        values.put("call-bytes", Integer.toString(told.callBytes()));
        values.put("requests-per-minute", Integer.toString(told.requestsPerMinute()));
        values.put("api-key-next", "next-key");
        values.put("api-secret-next", "next-secret");
        values.put("allowed-hosts", "*.localhost");
        values.put("total-timeout", Wire.TOTAL_TIMEOUT.toSeconds() + "s");
        values.putAll(changed);
        SettingsBinder.Binding binding = new SettingsBinder(key ->
                        Optional.ofNullable(values.get(key)).map(value -> new SettingLookup.Found(value, "simulation")))
                .bind("", SmcSettings.SCHEMA);
        if (!binding.faults().isEmpty()) {
            throw new IllegalStateException(binding.faults().toString());
        }
        return binding.settings();
    }

    private Result run() {
        try (SimulatedStore open = store) {
            planArrivals();
            deliverAll();
            settleDown();
            if (problems.isEmpty()) {
                checkEnd(open.ledger().balance(SimulatedStore.CONNECTION));
            }
            return new Result(
                    List.copyOf(problems),
                    oracle.accepted(),
                    smc.requests(),
                    crashes,
                    weather.coverage(),
                    Duration.between(VirtualClock.START, clock.instant()));
        } finally {
            process.end();
            Wires.unplug(address);
        }
    }

    private void planArrivals() {
        arrivalsLeft = arrivals.size();
        arrivals.forEach(arrival -> clock.plan(arrival.at(), () -> arrive(arrival.events())));
    }

    private void arrive(List<Event> events) {
        arrivalsLeft--;
        // A door of a dead process takes nothing; its sender comes again when it is up.
        store.accept(events);
        events.forEach(oracle::accept);
    }

    private void deliverAll() {
        for (int step = 0; step < MOST_STEPS && problems.isEmpty(); step++) {
            Due due = process.delivery.step(() -> {});
            checkLedger();
            if (process.dead) {
                restart();
            } else if (weather.crashesAtStep(clock.instant())) {
                weather.coverage().met(Incident.CRASH_AT_STEP);
                restart();
            } else if (due.equals(Due.ON_EVENT)) {
                if (arrivalsLeft == 0) {
                    return;
                }
                clock.advanceTo(clock.next().orElseThrow());
            } else if (!due.equals(Due.NOW)) {
                waitFor(due.at());
            }
        }
        if (problems.isEmpty()) {
            problems.add("not delivered after " + MOST_STEPS + " steps");
        }
    }

    // New events may arrive meanwhile; that wakes a delivery only when it waits for them.
    private void waitFor(Instant due) {
        Instant next = clock.next().orElse(due);
        clock.advanceTo(next.isBefore(due) ? next : due);
    }

    private void restart() {
        crashes++;
        process.end();
        store.reopen();
        limits.restarted();
        growth.restarted();
        clock.advance(START_TAKES);
        process = new Life();
    }

    /** Lets SMC finish what nobody waits for any more. */
    private void settleDown() {
        while (clock.next().isPresent()) {
            clock.advanceTo(clock.next().orElseThrow());
        }
    }

    private void checkLedger() {
        Ledger.Balance balance = store.ledger().balance(SimulatedStore.CONNECTION);
        if (!balance.addsUp() || balance.accepted() != oracle.accepted()) {
            problems.add("the ledger does not add up: " + balance + " of " + oracle.accepted());
        }
    }

    private void checkEnd(Ledger.Balance balance) {
        if (balance.pending() != 0) {
            problems.add("pending in the end: " + balance);
        }
        problems.addAll(limits.violations());
        problems.addAll(growth.violations());
        new Comparison(crashes == 0 ? oracle : oracle.inHindsight(store.deadLetters()), smc, store.deadLetters())
                .differences()
                .forEach(problems::add);
    }

    /** Our side between a start and its death. */
    private final class Life implements Wire.OurSide {
        private final Destination destination;
        private final Delivery delivery;
        private volatile boolean dead;

        Life() {
            Wires.plug(address, new Wire(smc, clock, weather, this));
            destination = wrapping.apply(
                    new SmcDestinationFactory(new Quotas(), new Random(random.nextLong()))
                            .open(new DestinationContext(
                                    SimulatedStore.CONNECTION, settings, clock, Simulation::thread)),
                    clock);
            if (!store.runs().begin(SimulatedStore.CONNECTION)) {
                destination.afterCrash();
            }
            MortalLog log = new MortalLog(store.log(), this, weather, clock);
            delivery = new Delivery(new DeliveryParts(
                    SimulatedStore.CONNECTION,
                    destination,
                    log,
                    log.guarding(store.setAside()),
                    store.deletions(),
                    store.outages(),
                    deliverySettings,
                    clock,
                    random.split(),
                    DeliveryListener.NONE));
        }

        @Override
        public boolean isDead() {
            return dead;
        }

        @Override
        public void die() {
            dead = true;
        }

        @Override
        public void meanwhile() {
            if (delivery.sendIsOut() && weather.coin()) {
                delivery.prepareAhead();
            }
        }

        void end() {
            dead = true;
            destination.close();
        }
    }

    static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "simulated call");
        thread.setDaemon(true);
        return thread;
    }
}
