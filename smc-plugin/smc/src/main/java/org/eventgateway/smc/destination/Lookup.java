package org.eventgateway.smc.destination;

import org.eventgateway.plugin.Reason;
import org.eventgateway.smc.api.Reply;

/**
 * The answer to a read-only call, reduced to what is decided by it.
 *
 * @param kind what it amounts to
 * @param status the HTTP status, 0 without an answer
 * @param reason why there is none, or what the answer said
 */
record Lookup(Kind kind, int status, Reason reason) {

    /** The proxy and not SMC refused; the shape of its answer does not matter. */
    static final Reason PROXY_LOGIN = Reason.configuration(
            "proxy_login_refused", "The proxy refused its login (407); check proxy-user and proxy-password.");

    /** What an answer amounts to. */
    enum Kind {
        FOUND,
        /** SMC knows no such name; it says so with 404 or 400. */
        UNKNOWN_NAME,
        /** The key is refused, expired, or lacks the right; SMC says 401 for all of it. */
        NO_ACCESS,
        /** Something else than SMC's API answered. */
        NOT_SMC,
        /** Not now. */
        UNAVAILABLE
    }

    static Lookup of(Reply reply) {
        return reply.accept(new Reply.Visitor<>() {
            @Override
            public Lookup answered(Reply.Answered answered) {
                return new Lookup(kind(answered), answered.status(), said(answered));
            }

            @Override
            public Lookup notSent(Reply.NotSent notSent) {
                return new Lookup(Kind.UNAVAILABLE, 0, notSent.reason());
            }

            @Override
            public Lookup lost(Reply.Lost lost) {
                return new Lookup(Kind.UNAVAILABLE, 0, lost.reason());
            }
        });
    }

    private static Kind kind(Reply.Answered answered) {
        int status = answered.status();
        if (status / 100 == 2) {
            return answered.body().isObject() ? Kind.FOUND : Kind.NOT_SMC;
        }
        if (status / 100 == 3) {
            return Kind.NOT_SMC;
        }
        return switch (status) {
            case 401, 403 -> Kind.NO_ACCESS;
            case 400, 404 -> answered.body().isPage() ? Kind.NOT_SMC : Kind.UNKNOWN_NAME;
            default -> Kind.UNAVAILABLE;
        };
    }

    private static Reason said(Reply.Answered answered) {
        String text =
                "SMC answered " + answered.status() + " (" + answered.body().codes() + ").";
        return answered.status() == 429
                ? Reason.throttled("too_many_requests", text)
                : Reason.remote("smc_status_" + answered.status(), text);
    }
}
