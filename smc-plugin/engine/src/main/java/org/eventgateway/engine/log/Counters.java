package org.eventgateway.engine.log;

import java.util.HashMap;
import java.util.Map;

/**
 * The counters of one connection at one moment.
 *
 * @param last sequence number of the newest event ever stored
 * @param committed sequence number up to which all is settled or set aside; what lies between the two is pending, if it was not purged
 * @param aside how many events are set aside; they are pending too
 * @param purged how many places behind {@code committed} are empty since their person was deleted; counted as deleted
 */
record Counters(
        long last,
        long committed,
        long aside,
        long accepted,
        long delivered,
        long deadLettered,
        long discarded,
        long deleted,
        long repeats,
        Map<String, Long> filtered,
        Map<String, Long> refused,
        long purged) {
    static final Counters NONE = new Counters(0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of(), 0);

    long pending() {
        return last - committed - purged + aside;
    }

    /** Whether nothing happened but that events were appended. */
    boolean isOnlyAppendedTo(Counters before) {
        return equals(before.appended(Math.toIntExact(last - before.last), 0));
    }

    Counters appended(int events, int repeated) {
        return new Counters(
                last + events,
                committed,
                aside,
                accepted + events,
                delivered,
                deadLettered,
                discarded,
                deleted,
                repeats + repeated,
                filtered,
                refused,
                purged);
    }

    /**
     * Settles up to a position.
     *
     * @param kept how many became dead letters
     * @param nowAside how many were set aside
     * @param emptied how many places were empty already, and counted
     */
    Counters settled(long upTo, long nowDelivered, long kept, long nowAside, long nowDeleted, int emptied) {
        return new Counters(
                last,
                upTo,
                aside + nowAside,
                accepted,
                delivered + nowDelivered,
                deadLettered + kept,
                discarded,
                deleted + nowDeleted,
                repeats,
                filtered,
                refused,
                purged - emptied);
    }

    /** Pending events went with their person. */
    Counters purged(int events) {
        return new Counters(
                last,
                committed,
                aside,
                accepted,
                delivered,
                deadLettered,
                discarded,
                deleted + events,
                repeats,
                filtered,
                refused,
                purged + events);
    }

    /** Some of those set aside have got their end. */
    Counters settledAside(long nowDelivered, long kept) {
        return new Counters(
                last,
                committed,
                aside - nowDelivered - kept,
                accepted,
                delivered + nowDelivered,
                deadLettered + kept,
                discarded,
                deleted,
                repeats,
                filtered,
                refused,
                purged);
    }

    /** Some of those set aside went with their person. */
    Counters deletedAside(int events) {
        return new Counters(
                last,
                committed,
                aside - events,
                accepted,
                delivered,
                deadLettered,
                discarded,
                deleted + events,
                repeats,
                filtered,
                refused,
                purged);
    }

    Counters replayed(int events) {
        return new Counters(
                last + events,
                committed,
                aside,
                accepted,
                delivered,
                deadLettered - events,
                discarded,
                deleted,
                repeats,
                filtered,
                refused,
                purged);
    }

    Counters discarded(int events) {
        return new Counters(
                last,
                committed,
                aside,
                accepted,
                delivered,
                deadLettered - events,
                discarded + events,
                deleted,
                repeats,
                filtered,
                refused,
                purged);
    }

    Counters deletedDead(int events) {
        return new Counters(
                last,
                committed,
                aside,
                accepted,
                delivered,
                deadLettered - events,
                discarded,
                deleted + events,
                repeats,
                filtered,
                refused,
                purged);
    }

    Counters unaccepted(Map<String, Integer> moreFiltered, Map<String, Integer> moreRefused) {
        return new Counters(
                last,
                committed,
                aside,
                accepted,
                delivered,
                deadLettered,
                discarded,
                deleted,
                repeats,
                sum(filtered, moreFiltered),
                sum(refused, moreRefused),
                purged);
    }

    Ledger.Balance balance() {
        return new Ledger.Balance(
                accepted, delivered, deadLettered, discarded, deleted, pending(), repeats, filtered, refused);
    }

    private static Map<String, Long> sum(Map<String, Long> before, Map<String, Integer> more) {
        if (more.isEmpty()) {
            return before;
        }
        Map<String, Long> sum = new HashMap<>(before);
        more.forEach((code, count) -> sum.merge(code, count.longValue(), Long::sum));
        return Map.copyOf(sum);
    }
}
