package org.eventgateway.sandbox.table;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a raw JSON scalar into a field's value. A raw cell is null, a Boolean, a Long or BigInteger (a number without
 * fraction or exponent), a Double (any other number), a String, or anything else for a nested value, which fits nowhere.
 */
public final class CellCheck {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private CellCheck() {}

    /** Checks one raw cell against its field. */
    public static Cell check(Field field, @Nullable Object raw) {
        if (raw == null) {
            return field.allowNull()
                    ? new Cell.Value(null)
                    : new Cell.Bad(ValidationCode.UNKNOWN, "the field must have a value");
        }
        return switch (field.type()) {
            case BOOLEAN -> bool(raw);
            case NUMERIC -> whole(raw, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> whole(raw, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> decimal(raw);
            case DATE -> day(raw);
            case DATE_TIME -> time(raw);
            case TEXT -> text(raw, field.length().orElse(Integer.MAX_VALUE));
            case LONG_TEXT -> text(raw, Integer.MAX_VALUE);
            case JSON -> json(raw);
        };
    }

    private static Cell bool(Object raw) {
        if (raw instanceof Boolean) {
            return new Cell.Value(raw);
        }
        String text = raw instanceof String || raw instanceof Long ? raw.toString() : "";
        if (text.equals("1") || text.equalsIgnoreCase("true")) {
            return new Cell.Value(true);
        }
        return text.equals("0") || text.equalsIgnoreCase("false")
                ? new Cell.Value(false)
                : wrongType("not true or false");
    }

    private static Cell whole(Object raw, long least, long most) {
        long number;
        if (raw instanceof Long given) {
            number = given;
        } else if (raw instanceof String text && WHOLE.matcher(text).matches()) {
            try {
                number = Long.parseLong(text);
            } catch (NumberFormatException e) {
                return wrongType("a whole number outside the field's range");
            }
        } else {
            return wrongType("not a whole number in the field's range");
        }
        return number < least || number > most
                ? wrongType("a whole number outside the field's range")
                : new Cell.Value(number);
    }

    private static Cell decimal(Object raw) {
        boolean fits = raw instanceof Number
                || (raw instanceof String text && DECIMAL.matcher(text).matches());
        double number = fits ? Double.parseDouble(raw.toString()) : Double.NaN;
        return Double.isFinite(number) ? new Cell.Value(number) : wrongType("not a number");
    }

    private static Cell day(Object raw) {
        return (raw instanceof String text ? IsoTime.day(text) : Optional.<LocalDate>empty())
                .<Cell>map(Cell.Value::new)
                .orElseGet(() -> wrongType("not a date of the form yyyy-MM-dd"));
    }

    private static Cell time(Object raw) {
        return (raw instanceof String text ? IsoTime.time(text) : Optional.<Instant>empty())
                .map(CellCheck::inRange)
                .orElseGet(() -> wrongType("not an ISO-8601 time of the form yyyy-MM-ddTHH:mm:ss"));
    }

    private static Cell inRange(Instant time) {
        // the range of SQL Server's datetime, the narrowest type the column may have
        int year = time.atOffset(ZoneOffset.UTC).getYear();
        return year < 1753 || year > 9999 ? wrongType("a time outside the years 1753 to 9999") : new Cell.Value(time);
    }

    private static Cell text(Object raw, int length) {
        if (!(raw instanceof String text)) {
            return wrongType("not a string");
        }
        return text.length() > length
                ? new Cell.Bad(
                        ValidationCode.MAX_STRING_LENGTH_EXCEEDED,
                        "value of " + text.length() + " characters does not fit a field of " + length)
                : new Cell.Value(text);
    }

    private static Cell json(Object raw) {
        // an empty value is not NULL, and not JSON either (vendor release notes 5.89)
        return raw instanceof String text && JsonSyntax.isValid(text)
                ? new Cell.Value(text)
                : wrongType("not a string that holds JSON");
    }

    private static Cell wrongType(String message) {
        return new Cell.Bad(ValidationCode.INVALID_TYPE, message);
    }
}
