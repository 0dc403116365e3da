package org.eventgateway.plugin.destination;

import java.time.Instant;
import java.util.Map;
import org.eventgateway.plugin.Reason;

/** The answer to one {@link Shipment#send()}. What each case causes is said at the case. */
public sealed interface DeliveryResult {

    <R> R accept(Visitor<R> visitor);

    /**
     * There is an outcome for events of the batch. Those not mentioned, and those to retry later, are sent again after a back-off;
     * nothing later goes out before them.
     *
     * @param outcomes by the id of the batch's item
     */
    record Settled(Map<Long, Outcome> outcomes) implements DeliveryResult {
        public Settled {
            outcomes = Map.copyOf(outcomes);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.settled(this);
        }
    }

    /** The remote system refused the batch as a whole. The gateway halves it until the refused event stands alone. */
    record Refused(Reason reason) implements DeliveryResult {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.refused(this);
        }
    }

    /**
     * The remote system asks to wait. The same shipment is sent again at {@code until}; this is no attempt, but the time
     * counts for the deadline of an event if nothing gets through meanwhile.
     */
    record Throttled(Instant until, Scope scope, Reason reason) implements DeliveryResult {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.throttled(this);
        }
    }

    /**
     * An operator must act before anything can go on. Events are kept, the connection says why, and the gateway looks again on a
     * schedule. What only some events need is told by {@link Outcome#waiting} instead.
     */
    record Paused(Scope scope, Reason reason) implements DeliveryResult {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.paused(this);
        }
    }

    /** Nobody knows whether the remote system did it. The same shipment is sent again before anything else goes out. */
    record Unknown(Reason reason) implements DeliveryResult {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unknown(this);
        }
    }

    /** Closes the cases: a new result breaks every visitor at compile time. */
    interface Visitor<R> {
        R settled(Settled result);

        R refused(Refused result);

        R throttled(Throttled result);

        R paused(Paused result);

        R unknown(Unknown result);
    }
}
