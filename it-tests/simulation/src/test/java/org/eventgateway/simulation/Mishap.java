package org.eventgateway.simulation;

/** What happens to one call. */
enum Mishap {
    NONE,
    /** It takes seconds. */
    SLOW,
    /** No connection: SMC surely got nothing. */
    NOT_REACHED,
    /** The connection breaks before SMC has the request. */
    RESET_BEFORE,
    /** SMC carries it out, the answer is lost. */
    LOST_ANSWER,
    /** The watchdog cuts it; SMC never carries it out. */
    CUT,
    /** The watchdog cuts it; SMC carries it out some time later. */
    CUT_AND_LATE,
    QUOTA_429,
    BUSY_429,
    /** SMC refuses the key though it is good, once. Calls with rows only. */
    UNAUTHORIZED,
    STATUS_408,
    STATUS_500,
    STATUS_503,
    /** A web page with status 200; nothing is carried out. */
    HTML,
    /** Carried out, answered 200 without a body. */
    EMPTY,
    /** Carried out, half of the answer is missing. */
    TRUNCATED,
    /** Nothing carried out, answered 200 with {@code Failed}. Several rows only: a single row that failed has failed. */
    FAILED,
    /** Some rows are taken, some not. Several rows only. */
    PARTIAL,
    /** Our side dies before SMC has the request. */
    CRASH_BEFORE,
    /** Our side dies after SMC has carried it out. */
    CRASH_AFTER,
    /** Our side dies; SMC carries it out some time later. */
    CRASH_AND_LATE
}
