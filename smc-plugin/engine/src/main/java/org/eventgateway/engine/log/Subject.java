package org.eventgateway.engine.log;

import java.util.Optional;
import org.eventgateway.plugin.event.Event;

/**
 * Whom a request to delete a person names, as the hashes that are kept of it. Immutable.
 *
 * @param person the hash of the user
 * @param visitor the hash of the visitor that the user was, if the request names one
 */
record Subject(String person, Optional<String> visitor) {

    /** Reads a request; empty if it names no user. */
    static Optional<Subject> of(Event request, PersonHash hash) {
        return request.userId()
                .map(user -> new Subject(hash.of(user), request.anonymousId().map(hash::of)));
    }
}
