package org.eventgateway.smc.api;

import java.time.Duration;
import java.util.Optional;
import org.eventgateway.plugin.Reason;

/** What became of one call. The cases differ in what is known: an answer, that nothing was sent, or nothing. */
public sealed interface Reply {

    <R> R accept(Visitor<R> visitor);

    /**
     * SMC, or something in its place, answered.
     *
     * @param status the HTTP status
     * @param pause how long the headers of a refusal say to wait, if they do
     * @param quota whether headers or body say that the quota is used up
     * @param body what came; see {@link ReplyBody}
     */
    record Answered(int status, Optional<Duration> pause, boolean quota, ReplyBody body) implements Reply {
        /** Whether SMC may still be at work on the call: it, or what stands in front of it, only lost patience. */
        public boolean mayStillRun() {
            return status == 408 || status == 502 || status == 504;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.answered(this);
        }
    }

    /** The request surely did not reach SMC. */
    record NotSent(Reason reason) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.notSent(this);
        }
    }

    /** Nobody knows whether SMC carried it out. */
    record Lost(Reason reason) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.lost(this);
        }
    }

    /** Closes the cases. */
    interface Visitor<R> {
        R answered(Answered reply);

        R notSent(NotSent reply);

        R lost(Lost reply);
    }
}
