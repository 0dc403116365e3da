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
    /** The connection breaks; SMC carries it out some time later. */
    RESET_AND_LATE,
    /** The watchdog cuts it; SMC never carries it out. */
    CUT,
    /** The watchdog cuts it; SMC carries it out some time later. */
    CUT_AND_LATE,
    QUOTA_429,
    /** Somebody else's call runs on the list. */
    BUSY_429,
    /** The same, and it is said how long to wait. */
    BUSY_429_FOR,
    /** SMC refuses the key though it is good, once. Calls with rows only. */
    UNAUTHORIZED,
    /** Nothing carried out, the call is refused as a whole, once. Several rows only: a single row that is refused is refused. */
    REFUSED_400,
    STATUS_408,
    /** Several rows only: a single row that is too large is too large. */
    STATUS_413,
    STATUS_500,
    STATUS_502,
    STATUS_503,
    /** The same, and it is said how long to wait. */
    STATUS_503_FOR,
    STATUS_504,
    /** What stands before SMC, or SMC itself, gives up waiting and says so (408, 502, 504); SMC carries it out some time later. */
    STATUS_AND_LATE,
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
    /** Some rows are taken, some not, and which is not told of all. Several rows only. */
    UNMENTIONED,
    /** Carried out, and the counters leave a row out. Calls with rows only. */
    UNACCOUNTED,
    /** Our side dies before SMC has the request. */
    CRASH_BEFORE,
    /** Our side dies after SMC has carried it out. */
    CRASH_AFTER,
    /** Our side dies; SMC carries it out some time later. */
    CRASH_AND_LATE
}
