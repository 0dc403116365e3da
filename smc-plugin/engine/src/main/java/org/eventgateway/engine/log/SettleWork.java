package org.eventgateway.engine.log;

import java.sql.SQLException;
import java.util.HashSet;
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
        check(before, upTo);
        for (Settlement.Rejected rejected : settlement.rejected()) {
            session.deadLetters()
                    .keepRejected(log, rejected, log.record(rejected.position().value()));
        }
        log.deleteUpTo(upTo);
        log.count(before.settled(settlement));
        return log.counters();
    }

    private void check(Counters before, long upTo) {
        if (upTo > before.last()) {
            throw new IllegalArgumentException(
                    "a settlement of " + connection + " goes up to " + upTo + ", the log only to " + before.last());
        }
        long settled = settlement.delivered()
                + settlement.deleted()
                + settlement.rejected().size();
        if (settled != upTo - before.committed() || settlement.delivered() < 0 || settlement.deleted() < 0) {
            throw new IllegalArgumentException("a settlement of " + connection + " accounts for " + settled
                    + " events of " + (upTo - before.committed()));
        }
        Set<Position> places = new HashSet<>();
        for (Settlement.Rejected rejected : settlement.rejected()) {
            long place = rejected.position().value();
            if (place <= before.committed() || place > upTo || !places.add(rejected.position())) {
                throw new IllegalArgumentException("a settlement of " + connection
                        + " rejects an event that it does not settle, or" + " twice: " + place);
            }
        }
    }
}
