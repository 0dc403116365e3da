package org.eventgateway.smc.source.interaction;

import java.util.HexFormat;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.smc.source.interaction.Interaction.Identity;

/** Says who an interaction is about. Immutable. */
final class Identities {
    private final IdentityRule rule;
    private final String organization;

    /**
     * Makes the rule of an instance.
     *
     * @param rule what holds without a user id
     * @param organization a digest: record ids are unique only within an organization
     */
    Identities(IdentityRule rule, String organization) {
        this.rule = rule;
        this.organization = organization;
    }

    Identity of(String userId, Optional<String> email, String recordId) throws RefusedRecordException {
        if (!userId.isEmpty()) {
            return new Identity(Optional.of(userId), Optional.empty());
        }
        return switch (rule) {
            case HASHED_EMAIL ->
                anonymous(email.map(address -> HexFormat.of().formatHex(Sha256.of(address))), recordId);
            case PLAIN_EMAIL -> anonymous(email, recordId);
            case REFUSE ->
                throw refused(
                        "The record has no user id. Map user-id in the setting fields, or allow another identity.");
        };
    }

    private Identity anonymous(Optional<String> byEmail, String recordId) throws RefusedRecordException {
        Optional<String> id = byEmail.isPresent() || recordId.isEmpty()
                ? byEmail
                : Optional.of("smc:" + organization + ":" + recordId);
        if (id.isEmpty()) {
            throw refused(
                    "The record has neither a user id nor an e-mail address nor a record id. Check the setting fields.");
        }
        return new Identity(Optional.empty(), id);
    }

    private static RefusedRecordException refused(String text) {
        return new RefusedRecordException(Reason.event("identity_missing", text));
    }
}
