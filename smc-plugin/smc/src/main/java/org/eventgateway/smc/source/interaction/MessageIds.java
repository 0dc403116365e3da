package org.eventgateway.smc.source.interaction;

import java.util.Base64;
import java.util.Optional;

/** Makes the same id for the same interaction, always and everywhere: 47 characters. Immutable. */
final class MessageIds {
    private static final Field[] IDENTIFYING = {
        Field.EMAIL_ID, Field.CAMPAIGN_ID, Field.LINK_ID, Field.LINK_URL, Field.LIST_ID
    };

    private final String account;
    private final String organization;

    /**
     * Makes the ids of one organization.
     *
     * @param account tells the customer's SMC from others; may be empty
     * @param organization a digest
     */
    MessageIds(String account, String organization) {
        this.account = account;
        this.organization = organization;
    }

    String of(Interaction interaction) {
        StringBuilder key = new StringBuilder(256);
        add(key, account);
        add(key, organization);
        add(key, interaction.event().name());
        Optional<String> own = interaction.value(Field.INTERACTION_ID);
        if (own.isPresent()) {
            add(key, "id");
            add(key, own.get());
        } else {
            addParts(key, interaction);
        }
        return "smc-" + Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(key.toString()));
    }

    private static void addParts(StringBuilder key, Interaction interaction) {
        // Whoever is known best: settings that change how a visitor is named must not turn old interactions into new
        // ones.
        add(
                key,
                interaction
                        .identity()
                        .userId()
                        .map(id -> "user " + id)
                        .or(() -> interaction.email().map(email -> "email " + email))
                        .orElseGet(() ->
                                "record " + interaction.value(Field.RECORD_ID).orElse("")));
        for (Field field : IDENTIFYING) {
            // Of a link only what the event carries counts, and so for a list.
            add(key, interaction.value(field).orElse(""));
        }
        add(key, Long.toString(interaction.timestamp().toEpochMilli()));
    }

    /** The length goes before the text, so that no two lists of texts read the same. */
    private static void add(StringBuilder key, String text) {
        key.append(text.length()).append(':').append(text);
    }
}
