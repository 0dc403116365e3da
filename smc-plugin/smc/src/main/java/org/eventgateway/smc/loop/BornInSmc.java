package org.eventgateway.smc.loop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.eventgateway.plugin.event.Event;

/**
 * The mark of an event that was born in SMC: {@code "integration":{"name":"selligent-marketing-cloud","version":…,"organization":…}}
 * in the event's context. The source writes it, the destination reads it at intake. Immutable.
 *
 * @param organization the digest of the organization's name; empty if the mark names none
 */
public record BornInSmc(String organization) {
    /** The slug of the source in Segment's catalogue (segment-docs: sources catalogue). */
    public static final String INTEGRATION = "selligent-marketing-cloud";

    private static final String VERSION = "1.0.0";

    /** Takes whatever the doors take: a long number in front of the mark must not hide it. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final Needle NEEDLE = new Needle(INTEGRATION);
    private static final int DIGEST_BYTES = 12;

    /** The mark of an organization; blanks around the name and its case do not matter. */
    public static BornInSmc of(String organizationName) {
        byte[] name =
                organizationName.strip().toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name);
            return new BornInSmc(HexFormat.of().formatHex(digest, 0, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Reads the mark. Thread-safe and quick: an event without the word costs a search through its bytes, a few hundred nanoseconds
     * for a kilobyte; only one with it is parsed.
     */
    public static Optional<BornInSmc> read(Event event) {
        ByteBuffer payload = event.payload();
        if (!NEEDLE.isIn(payload)) {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(event.openPayload())) {
            return enter(json, "context") && enter(json, "integration") ? readIntegration(json) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether this is the mark of {@code other}. A mark that names no organization counts as anybody's: a loop does more harm. */
    public boolean mayBe(BornInSmc other) {
        return organization.isEmpty() || organization.equals(other.organization);
    }

    /** Writes the mark as a member of the context. */
    public void writeTo(JsonGenerator context) throws IOException {
        context.writeObjectFieldStart("integration");
        context.writeStringField("name", INTEGRATION);
        context.writeStringField("version", VERSION);
        context.writeStringField("organization", organization);
        context.writeEndObject();
    }

    /** Steps into the object that is the value of a member of the next object. */
    private static boolean enter(JsonParser json, String member) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT && json.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (name.equals(member)) {
                return value == JsonToken.START_OBJECT;
            }
            json.skipChildren();
        }
        return false;
    }

    private static Optional<BornInSmc> readIntegration(JsonParser json) throws IOException {
        boolean named = false;
        String organization = "";
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (name.equals("name")) {
                named = value == JsonToken.VALUE_STRING && INTEGRATION.equals(json.getText());
            } else if (name.equals("organization") && value == JsonToken.VALUE_STRING) {
                organization = json.getText();
            }
            json.skipChildren();
        }
        return named ? Optional.of(new BornInSmc(organization)) : Optional.empty();
    }
}
