package org.eventgateway.trackingapi.parser;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside the events of a batch and holds for each of them.
 *
 * @param writeKey the key in the body
 * @param sentAt when the client sent the batch; null if it does not say so readably
 * @param context the members of the batch's context
 * @param integrations the members of the batch's integrations
 * @param wishes what the batch's integrations mean
 */
record Envelope(
        Optional<String> writeKey,
        @Nullable Instant sentAt,
        SpannedObject context,
        SpannedObject integrations,
        Wishes wishes) {
    /** Beside a single event, and in a bare array. */
    static final Envelope NONE =
            new Envelope(Optional.empty(), null, SpannedObject.EMPTY, SpannedObject.EMPTY, Wishes.NONE);

    /** Whether nothing has to be merged into the events. */
    boolean isPlain() {
        return context.isEmpty() && integrations.isEmpty();
    }
}
