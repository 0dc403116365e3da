package org.eventgateway.smc.source.interaction;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eventgateway.smc.loop.BornInSmc;

/**
 * Writes the payload of an event: the properties of the catalogue page, all as texts; the same facts where the Tracking API wants them;
 * and the additions of Segment's email spec. Immutable.
 */
final class PayloadWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final BornInSmc mark;
    private final boolean includeEmail;

    /**
     * Makes a writer.
     *
     * @param mark of the organization
     * @param includeEmail whether the address goes into the event's context
     */
    PayloadWriter(BornInSmc mark, boolean includeEmail) {
        this.mark = mark;
        this.includeEmail = includeEmail;
    }

    byte[] write(Interaction interaction, String messageId, Instant sentAt) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
        String happened = text(interaction.timestamp());
        String sent = text(sentAt);
        try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("type", "track");
            json.writeStringField("messageId", messageId);
            writeIf(json, "userId", interaction.identity().userId());
            writeIf(json, "anonymousId", interaction.identity().anonymousId());
            json.writeStringField("event", interaction.name());
            json.writeStringField("timestamp", happened);
            json.writeStringField("sentAt", sent);
            writeProperties(json, interaction, happened, sent);
            writeContext(json, interaction);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    private static void writeProperties(JsonGenerator json, Interaction interaction, String happened, String sent)
            throws IOException {
        json.writeObjectFieldStart("properties");
        writeIf(json, "user_id", interaction.identity().userId());
        json.writeStringField("event", interaction.name());
        writeFields(json, interaction, Field.EMAIL_ID, Field.EMAIL_SUBJECT, Field.CAMPAIGN_ID, Field.CAMPAIGN_NAME);
        switch (interaction.event()) {
            case CLICKED -> writeFields(json, interaction, Field.LINK_ID, Field.LINK_NAME, Field.LINK_URL);
            case UNSUBSCRIBED -> writeFields(json, interaction, Field.LIST_ID, Field.LIST_NAME);
            case DELIVERED, OPENED, SPAM, BOUNCED -> {}
        }
        json.writeStringField("timestamp", happened);
        json.writeStringField("sentAt", sent);
        json.writeEndObject();
    }

    private void writeContext(JsonGenerator json, Interaction interaction) throws IOException {
        json.writeObjectFieldStart("context");
        if (includeEmail && interaction.email().isPresent()) {
            json.writeObjectFieldStart("traits");
            json.writeStringField("email", interaction.email().get());
            json.writeEndObject();
        }
        writeIf(json, "ip", interaction.value(Field.IP));
        writeIf(json, "userAgent", interaction.value(Field.USER_AGENT));
        mark.writeTo(json);
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, Interaction interaction, Field... fields) throws IOException {
        for (Field field : fields) {
            writeIf(json, field.property(), interaction.value(field));
        }
    }

    private static void writeIf(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static String text(Instant time) {
        return DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.MILLIS));
    }
}
