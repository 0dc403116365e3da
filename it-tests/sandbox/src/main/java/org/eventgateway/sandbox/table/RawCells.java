package org.eventgateway.sandbox.table;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import org.eventgateway.sandbox.json.JsonText;
import org.jspecify.annotations.Nullable;

/** Goes from JSON trees to raw cells, and from stored values back to JSON. */
public final class RawCells {
    private RawCells() {}

    /** Turns a JSON value into the raw form that {@link CellCheck} takes. */
    public static @Nullable Object raw(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> number((JsonNumber) value);
            case ARRAY, OBJECT -> value;
        };
    }

    /** Turns a stored value into JSON; times are written in UTC. */
    public static JsonValue json(@Nullable Object stored) {
        if (stored == null) {
            return JsonValue.NULL;
        }
        if (stored instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (stored instanceof Long whole) {
            return JsonText.provider().createValue(whole);
        }
        if (stored instanceof Double decimal) {
            return JsonText.provider().createValue(decimal);
        }
        if (stored instanceof LocalDate || stored instanceof Instant || stored instanceof String) {
            return JsonText.provider().createValue(stored.toString());
        }
        throw new IllegalStateException("a table holds no " + stored.getClass());
    }

    private static Object number(JsonNumber number) {
        BigDecimal exact = number.bigDecimalValue();
        if (exact.scale() != 0) {
            return number.doubleValue();
        }
        BigInteger whole = exact.unscaledValue();
        return whole.bitLength() < Long.SIZE ? (Object) whole.longValueExact() : whole;
    }
}
