package org.eventgateway.sandbox.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.Optional;

/** Reads and writes JSON trees with one provider, which is looked up once because each look-up scans the class path. */
public final class JsonText {
    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private JsonText() {}

    public static JsonProvider provider() {
        return PROVIDER;
    }

    public static JsonObjectBuilder object() {
        return PROVIDER.createObjectBuilder();
    }

    public static JsonArrayBuilder array() {
        return PROVIDER.createArrayBuilder();
    }

    public static JsonArrayBuilder strings(Collection<String> texts) {
        return PROVIDER.createArrayBuilder(texts);
    }

    /** Reads one JSON value; empty if the bytes are not exactly one. */
    public static Optional<JsonValue> read(byte[] bytes) {
        try (JsonReader reader = PROVIDER.createReader(new ByteArrayInputStream(bytes))) {
            return Optional.of(reader.readValue());
        } catch (JsonException | UnsupportedOperationException e) {
            // the latter is how Parsson refuses numbers of more than 1,100 digits
            return Optional.empty();
        }
    }

    public static byte[] bytes(JsonValue value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonWriter writer = PROVIDER.createWriter(out)) {
            writer.write(value);
        }
        return out.toByteArray();
    }
}
