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
     * Nothing can be sent for now. The same shipment is sent again at {@code until}; this is no attempt, but the time counts for the
     * deadline of an event if nothing gets through meanwhile.
     *
     * @param asked whether the remote system has just asked to wait, and not the destination holds itself back
     * @param outcomes what has its end already, and then need not be told again; by the id of the batch's item
     */
    record Throttled(Instant until, Scope scope, Reason reason, boolean asked, Map<Long, Outcome> outcomes)
            implements DeliveryResult {
        public Throttled {
            outcomes = Map.copyOf(outcomes);
        }

        /** The remote system has asked to wait, and nothing has its end yet. */
        public Throttled(Instant until, Scope scope, Reason reason) {
            this(until, scope, reason, true, Map.of());
        }

        /** The destination holds itself back, and nothing has its end yet. */
        public static Throttled byItself(Instant until, Scope scope, Reason reason) {
            return new Throttled(until, scope, reason, false, Map.of());
        }

        /** The same, with what has its end already. */
        public Throttled with(Map<Long, Outcome> already) {
            return new Throttled(until, scope, reason, asked, already);
        }

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

    /**
     * Nobody knows whether the remote system did it. The same shipment is sent again before anything else goes out.
     *
     * @param outcomes what has its end already, and then need not be told again; by the id of the batch's item
     */
    record Unknown(Reason reason, Map<Long, Outcome> outcomes) implements DeliveryResult {
        public Unknown {
            outcomes = Map.copyOf(outcomes);
        }

        /** Nothing has its end yet. */
        public Unknown(Reason reason) {
            this(reason, Map.of());
        }

        /** The same, with what has its end already. */
        public Unknown with(Map<Long, Outcome> already) {
            return new Unknown(reason, already);
        }

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
