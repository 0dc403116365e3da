package org.eventgateway.trackingapi.parser;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eventgateway.plugin.Reason;

/**
 * An event that cannot be accepted, while the others of its body can.
 *
 * @param index its place in the body, from 0
 * @param messageId its id, if it could be read
 * @param reason why
 * @param raw what the sender wrote, read-only, cut at the limit of an event
 */
public record RefusedEvent(int index, Optional<String> messageId, Reason reason, ByteBuffer raw) {

    /** Says where and why, without the event's data. */
    @Override
    public String toString() {
        return "RefusedEvent[" + index + ", " + reason.code() + "]";
    }
}
