package org.eventgateway.smc.destination;

import org.eventgateway.smc.api.Reply;

/** Decides what follows from the answer to a bulk call. May make read-only calls to find out. */
@FunctionalInterface
interface CallJudge {
    Verdict judge(BulkCall call, Reply reply);
}
