package org.eventgateway.sandbox.api;

import org.eventgateway.sandbox.http.SandboxReply;

/** Carries out one operation; called by the sandbox from any thread, after access and quota were checked. */
@FunctionalInterface
public interface Endpoint {
    /** Answers the call, or throws {@link org.eventgateway.sandbox.http.RefusedRequest}. */
    SandboxReply answer(Call call);
}
