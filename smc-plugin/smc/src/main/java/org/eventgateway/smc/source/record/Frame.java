package org.eventgateway.smc.source.record;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eventgateway.plugin.Reason;

/**
 * The bytes of what should be one record.
 *
 * @param place where it stands
 * @param bytes without the line break behind it; empty for a fault
 * @param fault why it is none
 */
record Frame(Place place, ByteBuffer bytes, Optional<Reason> fault) {
    static Frame of(Place place, ByteBuffer bytes) {
        return new Frame(place, bytes, Optional.empty());
    }

    static Frame fault(Place place, Reason reason) {
        return new Frame(place, ByteBuffer.allocate(0), Optional.of(reason));
    }
}
