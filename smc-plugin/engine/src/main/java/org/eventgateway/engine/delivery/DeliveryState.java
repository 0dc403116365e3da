package org.eventgateway.engine.delivery;

/** What the delivery of a connection is doing. */
public enum DeliveryState {
    /** The destination has not said yet that it is ready. */
    STARTING,
    /** Events go out, or there are none. */
    DELIVERING,
    /** Some events are set aside until an operator has acted; the others go out. */
    PARTLY_PAUSED,
    /** The last attempt failed; the next comes by itself. */
    BACKING_OFF,
    /** The remote system asked to wait. */
    THROTTLED,
    /** An operator must act; looked at again on a schedule. */
    PAUSED,
    /** Nothing more is sent. */
    STOPPED
}
