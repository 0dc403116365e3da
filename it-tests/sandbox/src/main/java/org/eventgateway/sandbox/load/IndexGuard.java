package org.eventgateway.sandbox.load;

import org.eventgateway.sandbox.SandboxSettings;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.table.Table;

/** Refuses large bodies for lists without a fitting unique index (vendor change log: key index guard). */
final class IndexGuard {
    private IndexGuard() {}

    /** Refuses with 400; threshold and status are not public, so the one is a switch and the other a guess. */
    static void check(SandboxSettings settings, Table table, Batch batch) {
        boolean large = settings.indexGuardRows().isPresent()
                && batch.report().records() > settings.indexGuardRows().getAsInt();
        if (large && !table.hasUniqueIndexCovering(batch.columns().keys())) {
            throw Replies.invalid("a body of this size needs a unique index covering all key fields");
        }
    }
}
