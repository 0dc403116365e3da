package org.eventgateway.sandbox.http;

/**
 * Ends the handling of a request with a finished reply. Thrown by endpoints and what they call, caught once by the
 * sandbox's entry point; it carries no stack trace, because refusals are ordinary here and may come by the thousand.
 */
public final class RefusedRequest extends RuntimeException {
    private final transient SandboxReply reply;

    /** Wraps the reply that goes to the caller. */
    public RefusedRequest(SandboxReply reply) {
        super("request refused with status " + reply.status(), null, false, false);
        this.reply = reply;
    }

    public SandboxReply reply() {
        return reply;
    }
}
