package org.eventgateway.sandbox.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Reads properties of a JSON object by type. A property that is absent or null reads as empty; one of another type is a
 * fault, made by the given function from a sentence about it. Unknown properties are never looked at.
 */
public final class JsonFields {
    private final JsonObject object;
    private final Function<String, RuntimeException> fault;

    private JsonFields(JsonObject object, Function<String, RuntimeException> fault) {
        this.object = object;
        this.fault = fault;
    }

    /** Wraps an object; the function turns a sentence about a bad property into what is thrown. */
    public static JsonFields of(JsonObject object, Function<String, RuntimeException> fault) {
        return new JsonFields(object, fault);
    }

    /** Reads bytes that must hold one JSON object. */
    public static JsonFields parse(byte[] bytes, Function<String, RuntimeException> fault) {
        JsonValue value = JsonText.read(bytes).orElseThrow(() -> fault.apply("the body is not JSON"));
        if (value.getValueType() != JsonValue.ValueType.OBJECT) {
            throw fault.apply("the body is not a JSON object");
        }
        return new JsonFields(value.asJsonObject(), fault);
    }

    public JsonObject object() {
        return object;
    }

    public boolean has(String name) {
        return value(name).isPresent();
    }

    public Optional<JsonValue> value(String name) {
        JsonValue value = object.get(name);
        return value == null || value.getValueType() == JsonValue.ValueType.NULL
                ? Optional.empty()
                : Optional.of(value);
    }

    public Optional<String> text(String name) {
        return value(name)
                .map(value -> as(JsonString.class, value, name, "a string").getString());
    }

    /** Returns a string that must be there and not be blank. */
    public String requiredText(String name) {
        return text(name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> fault.apply("property " + name + " is missing or empty"));
    }

    public OptionalLong number(String name) {
        return value(name)
                .map(value -> as(JsonNumber.class, value, name, "a number"))
                .map(number -> OptionalLong.of(exact(number, name)))
                .orElse(OptionalLong.empty());
    }

    /** Returns a whole number of 32 bits. */
    public int integer(String name, int otherwise) {
        long value = number(name).orElse(otherwise);
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw fault.apply("property " + name + " is out of range");
        }
        return (int) value;
    }

    public Optional<Boolean> flag(String name) {
        return value(name).map(value -> {
            if (value.getValueType() != JsonValue.ValueType.TRUE && value.getValueType() != JsonValue.ValueType.FALSE) {
                throw fault.apply("property " + name + " is not true or false");
            }
            return value.getValueType() == JsonValue.ValueType.TRUE;
        });
    }

    public Optional<JsonFields> child(String name) {
        return value(name).map(value -> new JsonFields(as(JsonObject.class, value, name, "an object"), fault));
    }

    /** Returns an array's values; none if it is absent. */
    public List<JsonValue> values(String name) {
        return value(name)
                .map(value -> List.<JsonValue>copyOf(as(JsonArray.class, value, name, "an array")))
                .orElse(List.of());
    }

    public List<JsonFields> children(String name) {
        return values(name).stream()
                .map(value -> new JsonFields(as(JsonObject.class, value, name, "an array of objects"), fault))
                .toList();
    }

    public List<String> texts(String name) {
        return values(name).stream()
                .map(value ->
                        as(JsonString.class, value, name, "an array of strings").getString())
                .toList();
    }

    private <T> T as(Class<T> type, JsonValue value, String name, String what) {
        if (!type.isInstance(value)) {
            throw fault.apply("property " + name + " is not " + what);
        }
        return type.cast(value);
    }

    private long exact(JsonNumber number, String name) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw fault.apply("property " + name + " is not a whole number");
        }
    }
}
