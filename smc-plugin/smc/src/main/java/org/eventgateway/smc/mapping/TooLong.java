package org.eventgateway.smc.mapping;

/** What becomes of a text that is longer than its column. */
public enum TooLong {
    /** It is cut to the column's length. */
    CUT,
    /** The event is rejected. */
    REFUSE
}
