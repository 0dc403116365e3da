package org.eventgateway.smc.source.interaction;

import java.time.Instant;
import java.util.Optional;

/**
 * An interaction of a contact with an e-mail.
 *
 * @param event which of the six
 * @param name what the event is called
 * @param identity who
 * @param email the address, lower-cased; empty if not known
 * @param timestamp when
 * @param fields the other values
 */
record Interaction(
        EmailEvent event,
        String name,
        Identity identity,
        Optional<String> email,
        Instant timestamp,
        java.util.Map<Field, String> fields) {

    /** A value, if the record has it. */
    Optional<String> value(Field field) {
        return Optional.ofNullable(fields.get(field));
    }

    /** Hides the values: some are personal. */
    @Override
    public String toString() {
        return "Interaction[" + event + "]";
    }

    /**
     * Who an event is about. One of the two is there.
     *
     * @param userId the user
     * @param anonymousId the visitor
     */
    record Identity(Optional<String> userId, Optional<String> anonymousId) {
        @Override
        public String toString() {
            return "Identity[***]";
        }
    }
}
