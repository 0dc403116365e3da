package org.eventgateway.engine.delivery;

import org.eventgateway.plugin.Reason;

/** The reasons that delivery itself gives. */
final class Reasons {
    static final Reason NOT_MENTIONED =
            Reason.internal("not_mentioned", "The destination said nothing about the event. It is sent again.");
    static final Reason NO_USER_ID =
            Reason.event("no_user_id", "The deletion request names no user. Send it again with a userId.");
    static final Reason STORE_UNAVAILABLE = Reason.internal(
            "store_unavailable", "The store cannot be read or written. Look at the disk of gateway.data-folder.");

    private Reasons() {}

    static Reason deadlinePassed(Reason last) {
        return Reason.remote(
                "deadline_passed",
                "The event could not be delivered before its deadline. Replay it when the remote system works again. Last failure: "
                        + last.code() + ", " + last.text());
    }

    static Reason deliveryFailed(Throwable thrown) {
        return Reason.internal(
                "delivery_failed",
                "The delivery failed with " + thrown.getClass().getName()
                        + " and starts again behind what is settled. Look at the server's memory and report it.");
    }

    /** A plugin's own message may hold personal data: only the class of what it threw is told. */
    static Reason pluginFailed(String call, Throwable thrown) {
        return Reason.internal(
                "plugin_failed",
                "The destination failed with " + thrown.getClass().getName() + " in " + call
                        + ". Report it to its maker.");
    }
}
