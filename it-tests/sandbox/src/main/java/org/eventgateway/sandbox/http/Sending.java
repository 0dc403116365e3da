package org.eventgateway.sandbox.http;

/** How a shell has to put a reply on the wire; anything but {@link #WHOLE} is a fault somebody asked for. */
public enum Sending {
    /** Send the reply and keep the connection. */
    WHOLE,
    /** Send the body one byte at a time, waiting {@link SandboxReply#gap()} before each. */
    DRIP,
    /** Send nothing and drop the connection. */
    CUT,
    /** Send the head and half of the body, then drop the connection. */
    CUT_IN_BODY
}
