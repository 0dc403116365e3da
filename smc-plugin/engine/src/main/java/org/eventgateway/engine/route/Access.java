package org.eventgateway.engine.route;

import org.eventgateway.plugin.Reason;

/** The answer to whether a caller's events are taken. */
public sealed interface Access {

    <R> R accept(Visitor<R> visitor);

    /** They are, and go along this route. */
    record Granted(Route route) implements Access {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.granted(route);
        }
    }

    /**
     * They are not.
     *
     * @param reason {@link Routes#KEY_MISSING}, {@link Routes#KEY_UNKNOWN} or {@link Routes#NOT_THIS_MACHINE}
     */
    record Denied(Reason reason) implements Access {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.denied(reason);
        }
    }

    /** Closes the cases: a new answer breaks every visitor at compile time. */
    interface Visitor<R> {
        R granted(Route route);

        R denied(Reason reason);
    }
}
