package org.eventgateway.smc.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eventgateway.plugin.event.Event;
import org.jspecify.annotations.Nullable;

/** Events as maps and lists for expressions, and what expressions answer as JSON. Thread-safe. */
final class EventTree {
    private final JsonFactory json;

    EventTree(JsonFactory json) {
        this.json = json;
    }

    /** The whole event; the header's message id, type and time win over the payload's. */
    Map<String, @Nullable Object> of(Event event) throws IOException {
        try (JsonParser parser = json.createParser(event.openPayload())) {
            parser.nextToken();
            Map<String, @Nullable Object> tree = object(parser);
            tree.put("messageId", event.messageId());
            tree.put("type", event.type().wireName());
            tree.put("timestamp", event.timestamp().toString());
            tree.put("receivedAt", event.receivedAt().toString());
            return tree;
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("a value was expected");
        };
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    /**
     * Writes a value as JSON.
     *
     * @throws IllegalArgumentException if it is no JSON value, such as a function
     */
    byte[] bytes(@Nullable Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(out)) {
            write(generator, value);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        if (value == null || value == com.dashjoin.jsonata.Jsonata.NULL_VALUE) {
            generator.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(String.valueOf(entry.getKey()));
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                write(generator, element);
            }
            generator.writeEndArray();
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Number number) {
            number(generator, number);
        } else if (value instanceof CharSequence text) {
            generator.writeString(text.toString());
        } else {
            throw new IllegalArgumentException("not a JSON value");
        }
    }

    private static void number(JsonGenerator generator, Number number) throws IOException {
        double value = number.doubleValue();
        if (number instanceof Double && value == Math.rint(value) && Math.abs(value) < 1e15) {
            // The library computes in doubles; 3.0 must be 3 for a column of whole numbers.
            generator.writeNumber((long) value);
        } else if (Double.isFinite(value)) {
            generator.writeNumber(number.toString());
        } else {
            throw new IllegalArgumentException("not a finite number");
        }
    }
}
