package org.eventgateway.smc.source.record;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eventgateway.plugin.Reason;

/**
 * The bytes of what should be one record.
 *
 * @param place where it stands
 * @param offset how many bytes of the input stand before it
 * @param bytes without the line break behind it; none of a fault
 * @param fault why it is none
 */
record Frame(Place place, long offset, ByteBuffer bytes, Optional<Reason> fault) {
    static Frame of(Place place, long offset, ByteBuffer bytes) {
        return new Frame(place, offset, bytes, Optional.empty());
    }

    static Frame fault(Place place, Reason reason) {
        return new Frame(place, 0, ByteBuffer.allocate(0), Optional.of(reason));
    }
}
