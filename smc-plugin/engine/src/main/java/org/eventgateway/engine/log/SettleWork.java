package org.eventgateway.engine.log;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Settles events from the front of a log. */
final class SettleWork implements Work<Counters> {
    private final String connection;
    private final Settlement settlement;

    SettleWork(String connection, Settlement settlement) {
        this.connection = connection;
        this.settlement = settlement;
    }

    @Override
    public Counters on(Session session) throws SQLException {
        ConnectionLog log = session.log(connection);
        Counters before = log.counters();
        long upTo = settlement.upTo().value();
        if (upTo <= before.committed()) {
            // A caller that could not know whether an earlier commit got through asks again: it did.
            return before;
        }
        Set<Long> emptied = session.deletions().purgedUpTo(log, upTo);
        long twice = check(before, upTo, emptied);
        int kept = 0;
        for (Settlement.Rejected rejected : settlement.rejected()) {
            long place = rejected.position().value();
            if (!emptied.contains(place)) {
                session.deadLetters().keepRejected(log, rejected, log.record(place));
                kept++;
            }
        }
        int aside = 0;
        for (Settlement.Waiting waiting : settlement.waiting()) {
            long place = waiting.position().value();
            if (!emptied.contains(place)) {
                session.setAside().add(log, waiting, log.record(place));
                aside++;
            }
        }
        session.guard().delivered(log, settlement.identified(), session.now());
        if (!emptied.isEmpty()) {
            session.deletions().forgetPurged(log, upTo);
        }
        List<Long> requests = session.deletions().finish(log, before.committed(), settlement, session.now());
        log.deleteUpTo(upTo);
        if (!requests.isEmpty()) {
            // Others of its block may be pending for long; the request itself names the person.
            log.empty(requests.get(requests.size() - 1), Set.copyOf(requests));
        }
        long deleted = Math.max(0, settlement.deleted() - twice);
        long delivered = upTo - before.committed() - emptied.size() - kept - aside - deleted;
        log.count(before.settled(upTo, delivered, kept, aside, deleted, emptied.size()));
        return log.counters();
    }

    /** Answers how many events the settlement tells delivered or deleted although they were counted when they were taken out. */
    private long check(Counters before, long upTo, Set<Long> emptied) {
        if (upTo > before.last()) {
            throw new IllegalArgumentException(
                    "a settlement of " + connection + " goes up to " + upTo + ", the log only to " + before.last());
        }
        Set<Position> places = new HashSet<>();
        int othersEmpty = 0;
        for (Settlement.Rejected rejected : settlement.rejected()) {
            long place = rejected.position().value();
            if (place <= before.committed() || place > upTo || !places.add(rejected.position())) {
                throw new IllegalArgumentException("a settlement of " + connection
                        + " rejects an event that it does not settle, or" + " twice: " + place);
            }
            othersEmpty += emptied.contains(place) ? 1 : 0;
        }
        for (Settlement.Waiting waiting : settlement.waiting()) {
            long place = waiting.position().value();
            if (place <= before.committed() || place > upTo || !places.add(waiting.position())) {
                throw new IllegalArgumentException("a settlement of " + connection
                        + " sets an event aside that it does not settle, or twice: " + place);
            }
            othersEmpty += emptied.contains(place) ? 1 : 0;
        }
        long settled = settlement.events();
        long range = upTo - before.committed();
        long twice = settled - othersEmpty - (range - emptied.size());
        if (twice < 0 || settled > range || settlement.delivered() < 0 || settlement.deleted() < 0) {
            throw new IllegalArgumentException(
                    "a settlement of " + connection + " accounts for " + settled + " events of " + range);
        }
        return twice;
    }
}
