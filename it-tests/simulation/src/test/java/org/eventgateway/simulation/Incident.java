package org.eventgateway.simulation;

/** What happens to a simulation beside the mishaps of single calls. */
enum Incident {
    CRASH_AT_STEP,
    CRASH_BEFORE_COMMIT,
    CRASH_AFTER_COMMIT,
    /** A call was refused because the account may do nothing. */
    ACCOUNT_REVOKED,
    /** A call was refused because the account may not write to the events list. */
    EVENTS_LIST_REVOKED,
    /** A call was refused because the account may not write to the user list. */
    USER_LIST_REVOKED,
    /** A call was refused because the account may not delete persons. */
    DELETIONS_REVOKED,
    /** A call was refused for the old key after the rotation. */
    KEY_ROTATED,
    QUOTA_USED_UP,
    /** SMC did not know a list for a while. */
    LIST_GONE,
    /** SMC did not know a column for a while. */
    COLUMN_GONE
}
