package org.eventgateway.sandbox.journey;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** The ids of messages that transactional journeys sent. Safe for use by many threads. */
public final class SentMessages {
    private final Set<String> ids = new LinkedHashSet<>();

    /** Makes and remembers the next id; the same sequence after each reset, so that tests can be repeated. */
    synchronized String next() {
        String seed = "message " + ids.size();
        String id =
                UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
        ids.add(id);
        return id;
    }

    synchronized boolean holds(String id) {
        return ids.contains(id);
    }
}
