package org.eventgateway.plugin;

/** Whose fault a {@link Reason} is. The category alone decides whether to retry, whom to alert, and the HTTP status. */
public enum Category {
    /** The event itself is wrong; sending it again changes nothing. */
    EVENT,
    /** A setting, a right or a name in the remote system is wrong; it works again when an operator has acted. */
    CONFIGURATION,
    /** The remote system or the way to it is broken for now. */
    REMOTE,
    /** The remote system asks to slow down. */
    THROTTLED,
    /** This software is wrong. */
    INTERNAL
}
