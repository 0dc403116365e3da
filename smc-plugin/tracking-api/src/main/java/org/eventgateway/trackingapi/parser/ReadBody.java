package org.eventgateway.trackingapi.parser;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * A body that was read and of which no events are made yet, because they may be a multiple of it: so a door can look at the key in it
 * first. For one thread.
 */
public final class ReadBody {
    private final EventAssembly assembly;
    private final List<Draft> drafts;
    private final Optional<String> writeKey;
    private final int base;

    ReadBody(EventAssembly assembly, List<Draft> drafts, Optional<String> writeKey, int base) {
        this.assembly = assembly;
        this.drafts = drafts;
        this.writeKey = writeKey;
        this.base = base;
    }

    /** The write key in the body, if there is one. */
    public Optional<String> writeKey() {
        return writeKey;
    }

    /**
     * Makes the events. Called once.
     *
     * @param room gives memory for those that are not as they were sent
     * @throws BodyRefusedException if nothing in it can be accepted, or not now because there is no room
     */
    public TrackingCall assemble(Room room) throws BodyRefusedException {
        try {
            return assembly.assemble(drafts, writeKey, room);
        } catch (JsonProcessingException e) {
            throw BodyRefusedException.invalidJson(e, base);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from an array cannot fail", e);
        }
    }

    /** Says how much, without the key. */
    @Override
    public String toString() {
        return "ReadBody[" + drafts.size() + " events]";
    }
}
