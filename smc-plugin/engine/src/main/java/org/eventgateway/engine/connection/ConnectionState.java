package org.eventgateway.engine.connection;

/** What a connection is doing. */
public enum ConnectionState {
    /** Its destination has not said yet that it is ready. */
    STARTING,
    /** It delivers, or has nothing to deliver. */
    DELIVERING,
    /** An operator must act before some events go out, which are kept; it delivers the others. */
    PARTLY_PAUSED,
    /** The remote system is broken for now; it is tried again by itself. */
    BACKING_OFF,
    /** The remote system asked to wait. */
    THROTTLED,
    /** An operator must act; events are kept. */
    PAUSED,
    /** Its settings are wrong; nothing is taken for it. */
    BAD_SETTINGS,
    /** The gateway was closed. */
    STOPPED
}
