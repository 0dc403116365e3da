package org.eventgateway.trackingapi.parser;

import java.util.Optional;
import org.eventgateway.plugin.event.EventType;

/**
 * What the address of a call says about its body.
 *
 * @param form how the body is built
 * @param type the call type that the path names; it wins over the body's
 */
public record CallHint(Form form, Optional<EventType> type) {

    /** {@code /v1/batch} and {@code /v1/import}: an object that holds a {@code batch}. */
    public static final CallHint BATCH = new CallHint(Form.BATCH, Optional.empty());

    /** The partner door: one event or a bare array of events, each with its type. */
    public static final CallHint PARTNER = new CallHint(Form.ONE_OR_ARRAY, Optional.empty());

    /** One event whose type the path names, such as {@code /v1/track}. */
    public static CallHint single(EventType type) {
        return new CallHint(Form.ONE, Optional.of(type));
    }

    /** How a body is built. */
    public enum Form {
        ONE,
        BATCH,
        ONE_OR_ARRAY
    }
}
