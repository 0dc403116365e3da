package org.eventgateway.engine.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eventgateway.engine.log.LoggedEvent;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.Settlement;
import org.eventgateway.plugin.Reason;

/**
 * The front of the log while a delivery cannot even start: nothing is in hand then, but what has run out of time there is given up all the
 * same. For the delivery thread.
 */
final class LogFront {
    private final DeliveryParts parts;
    private final StatusBoard board;
    private final FailingTime failing;
    private final OutageNotes outageNotes;

    LogFront(DeliveryParts parts, StatusBoard board, FailingTime failing, OutageNotes outageNotes) {
        this.parts = parts;
        this.board = board;
        this.failing = failing;
        this.outageNotes = outageNotes;
    }

    /** Settles what has run out of time, a batch at most. Only while nothing is in hand, also not of a round. */
    void giveUp(Reason reason, Instant now) {
        if (!failing.isLong(now)) {
            return;
        }
        List<Settlement.Rejected> rejected = expired(reason, now);
        if (rejected.isEmpty()) {
            return;
        }
        Position upTo = rejected.get(rejected.size() - 1).position();
        Settlement settlement = new Settlement(upTo, 0, 0, rejected);
        StoreFailure.guardWrite(() -> parts.log().commit(parts.connection(), settlement));
        board.settled(settlement);
        outageNotes.keep(); // else it would not be known after a start whether what was settled got through
    }

    private List<Settlement.Rejected> expired(Reason reason, Instant now) {
        List<Settlement.Rejected> rejected = new ArrayList<>();
        for (LoggedEvent each : read()) {
            if (!failing.isOver(each.event().receivedAt(), now)) {
                break;
            }
            Parcel parcel = new Parcel(each);
            parcel.attemptedBefore(outageNotes.of(each.position()));
            parcel.expire(reason);
            parcel.rejection(now).ifPresent(rejected::add);
        }
        return rejected;
    }

    private List<LoggedEvent> read() {
        Position after = parts.log().committed(parts.connection());
        return StoreFailure.guard(() -> parts.log()
                .read(
                        parts.connection(),
                        after,
                        parts.settings().batchEvents(),
                        parts.settings().batchBytes()));
    }
}
