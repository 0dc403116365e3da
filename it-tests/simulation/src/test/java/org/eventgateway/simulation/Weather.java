package org.eventgateway.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws what goes wrong in one simulation: each has its own mixture of faults, and they end, so that every event can get its end. */
final class Weather {
    static final Duration FAULTS_END = Duration.ofMinutes(20);
    /** Whether a name may be known again before anybody has asked back. {@code -Dsimulation.names-flicker=true} lets it. */
    static final boolean NAMES_FLICKER = Boolean.getBoolean("simulation.names-flicker");

    private static final int QUIET = 0;

    private static final Set<Mishap> CRASHES =
            EnumSet.of(Mishap.CRASH_BEFORE, Mishap.CRASH_AFTER, Mishap.CRASH_AND_LATE);

    private final Coverage coverage = new Coverage();
    private final SplittableRandom random;
    private final Map<Mishap, Integer> weights = new EnumMap<>(Mishap.class);
    private final int total;
    private final double fault;
    private final double crashAtStep;
    private final double crashAtCommit;
    private final Instant end;
    private final boolean changes;

    Weather(SplittableRandom random, Instant start) {
        this.random = random;
        this.end = start.plus(FAULTS_END);
        this.changes = true;
        this.fault = random.nextInt(5) == 0 ? 0 : random.nextDouble(0.02, 0.4);
        boolean crashes = random.nextInt(3) == 0;
        for (Mishap mishap : mishaps()) {
            boolean crash = CRASHES.contains(mishap);
            weights.put(mishap, crash && !crashes ? QUIET : random.nextInt(10));
        }
        this.total = weights.values().stream().mapToInt(Integer::intValue).sum();
        this.crashAtStep = crashes ? random.nextDouble(0.02) : 0;
        this.crashAtCommit = crashes ? random.nextDouble(0.1) : 0;
    }

    private Weather(SplittableRandom random, Mishap always) {
        this.random = random;
        this.weights.put(always, 1);
        this.total = 1;
        this.fault = 1;
        this.crashAtStep = 0;
        this.crashAtCommit = 0;
        this.end = Instant.MAX;
        this.changes = false;
    }

    /** All that can happen to calls. */
    static Set<Mishap> mishaps() {
        return EnumSet.complementOf(EnumSet.of(Mishap.NONE));
    }

    /** How often what has gone wrong. */
    Coverage coverage() {
        return coverage;
    }

    /** Nothing goes wrong. */
    static Weather calm() {
        return always(Mishap.NONE, new SplittableRandom(1));
    }

    /** One thing goes wrong with every call that has rows, and nothing else: a connection that cannot start would not disturb much. */
    static Weather always(Mishap mishap, SplittableRandom random) {
        return new Weather(random, mishap);
    }

    /** What happens to a call of so many rows; 0 for one that changes nothing. */
    Mishap next(Instant now, int rows) {
        Mishap mishap = draw(now, rows);
        if (mishap != Mishap.NONE) {
            coverage.played(mishap);
        }
        return mishap;
    }

    private Mishap draw(Instant now, int rows) {
        if (now.isAfter(end) || total == 0 || random.nextDouble() >= fault) {
            return Mishap.NONE;
        }
        int left = random.nextInt(total);
        for (Map.Entry<Mishap, Integer> each : weights.entrySet()) {
            left -= each.getValue();
            if (left < 0) {
                return fits(each.getKey(), rows) ? each.getKey() : Mishap.NONE;
            }
        }
        return Mishap.NONE;
    }

    private boolean fits(Mishap mishap, int rows) {
        if (!changes) {
            return rows > 0;
        }
        return switch (mishap) {
            case FAILED, PARTIAL, UNMENTIONED, REFUSED_400, STATUS_413 -> rows > 1;
            case UNAUTHORIZED, UNACCOUNTED -> rows > 0;
            default -> true;
        };
    }

    /** Draws what the service account may not do for a while, whether its key is rotated, and how low its quota is. */
    Door.Rules rules(Instant start) {
        if (!changes) {
            return Door.Rules.NONE;
        }
        List<Door.Revocation> revocations = random.nextInt(3) == 0 ? revocations(start) : List.of();
        Instant rotation = random.nextInt(4) == 0 ? start.plusMillis(random.nextLong(300_000)) : Instant.MAX;
        int quota = random.nextInt(4) == 0 ? random.nextInt(60, 120) : Integer.MAX_VALUE;
        return new Door.Rules(revocations, rotation, quota);
    }

    private List<Door.Revocation> revocations(Instant start) {
        List<Door.Revocation> drawn = new ArrayList<>();
        for (String list : List.of(RemoteSmc.USERS, RemoteSmc.EVENTS, "", Door.Revocation.DELETIONS)) {
            for (int time = random.nextInt(6) / 2; time > 0; time--) {
                Instant from = start.plusMillis(random.nextLong(FAULTS_END.toMillis() / 2));
                drawn.add(new Door.Revocation(
                        list, random.nextBoolean() ? 401 : 403, from, from.plusMillis(random.nextLong(300_000))));
            }
        }
        return drawn;
    }

    /** Draws which configured name SMC does not know for a while. */
    List<Absences.Absence> absences(Instant start) {
        if (!changes || random.nextInt(4) > 0) {
            return List.of();
        }
        List<Absences.Absence> drawn = new ArrayList<>();
        for (int time = NAMES_FLICKER ? 100 : 1; time > 0; time--) {
            drawn.add(absence(start, NAMES_FLICKER ? 300 : 300_000));
        }
        return drawn;
    }

    private Absences.Absence absence(Instant start, long longestMillis) {
        boolean users = random.nextInt(3) == 0;
        boolean column = !users && random.nextBoolean();
        Instant from = start.plusMillis(random.nextLong(FAULTS_END.toMillis() / 4));
        return new Absences.Absence(
                users ? RemoteSmc.USERS : RemoteSmc.EVENTS,
                column ? "PROPERTIES" : "",
                from,
                from.plusMillis(random.nextLong(longestMillis)));
    }

    boolean crashesAtStep(Instant now) {
        return !now.isAfter(end) && random.nextDouble() < crashAtStep;
    }

    boolean crashesAtCommit(Instant now) {
        return !now.isAfter(end) && random.nextDouble() < crashAtCommit;
    }

    boolean coin() {
        return random.nextBoolean();
    }

    int number(int from, int to) {
        return random.nextInt(from, to);
    }

    Duration latency() {
        return Duration.ofMillis(random.nextInt(5, 200));
    }

    /** Some of so many places, neither none nor all. */
    List<Integer> some(int places) {
        List<Integer> all = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            if (random.nextInt(places) == 0) {
                all.add(place);
            }
        }
        if (all.isEmpty() || all.size() == places) {
            return List.of(random.nextInt(places));
        }
        return all;
    }
}
