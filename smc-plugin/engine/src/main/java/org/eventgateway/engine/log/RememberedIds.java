package org.eventgateway.engine.log;

import java.time.Instant;
import java.util.Optional;

/**
 * What the store remembers to recognise repeats.
 *
 * @param count how many message ids; those of events that were pending at the start may be counted twice
 * @param bytes how much of the disk they take, nearly
 * @param since the hour from which on all are known; empty when none is
 * @param forgotten how many were forgotten within {@code gateway.repeat-window} since the start, as there was no room for them
 */
public record RememberedIds(long count, long bytes, Optional<Instant> since, long forgotten) {
    static final RememberedIds NONE = new RememberedIds(0, 0, Optional.empty(), 0);
}
