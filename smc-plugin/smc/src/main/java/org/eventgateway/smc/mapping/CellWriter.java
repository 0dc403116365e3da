package org.eventgateway.smc.mapping;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eventgateway.smc.list.DataType;
import org.eventgateway.smc.list.ListField;
import org.eventgateway.smc.row.RowBuffer;

/**
 * Writes one value as the cell of one field. A value is converted only if every reader would convert it alike: a whole number
 * for a number without fraction, {@code true} and {@code false}, strict ISO-8601 for days and times. Immutable.
 */
final class CellWriter {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,39})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");

    private final IsoTime times;

    CellWriter(ZoneId zone) {
        this.times = new IsoTime(zone);
    }

    /** Whether a value became a cell. */
    enum Fit {
        WRITTEN,
        /** The event has no such value; nothing was written. */
        ABSENT,
        /** The value is null; nothing was written. */
        NULL,
        WRONG_TYPE,
        TOO_LONG
    }

    /** Writes a value of the payload that is not absent and not null. */
    Fit write(RowBuffer out, ListField field, TooLong tooLong, Slots slots, int slot) throws IOException {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, UNKNOWN -> text(out, field, tooLong, slots, slot);
            case JSON -> json(out, field, slots, slot);
            case BOOLEAN, NUMERIC, LONG, FLOAT, DATE, DATE_TIME -> {
                if (field.type() == DataType.FLOAT && slots.isShortDecimal(slot)) {
                    out.raw(slots.payload(), slots.from(slot), slots.to(slot));
                    yield Fit.WRITTEN;
                }
                yield slots.kind(slot) == Slots.Kind.TREE
                        ? Fit.WRONG_TYPE
                        : typed(out, field, slots.text(slot), slots.kind(slot));
            }
        };
    }

    /** Writes a text of the header. */
    Fit write(RowBuffer out, ListField field, TooLong tooLong, String text) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, UNKNOWN -> {
                int length = field.length().orElse(Integer.MAX_VALUE);
                if (text.length() > length && tooLong == TooLong.REFUSE) {
                    yield Fit.TOO_LONG;
                }
                out.quoted(text, length);
                yield Fit.WRITTEN;
            }
            case JSON -> {
                RowBuffer inner = new RowBuffer();
                inner.quoted(text, text.length());
                inner.embedIn(out);
                yield Fit.WRITTEN;
            }
            case BOOLEAN, NUMERIC, LONG, FLOAT, DATE, DATE_TIME -> typed(out, field, text, Slots.Kind.STRING);
        };
    }

    /** Writes a time of the header. */
    Fit write(RowBuffer out, ListField field, TooLong tooLong, Instant time) {
        if (field.type() == DataType.DATE_TIME) {
            return times.writeTime(out, time) ? Fit.WRITTEN : Fit.WRONG_TYPE;
        }
        return write(out, field, tooLong, time.toString());
    }

    private static Fit text(RowBuffer out, ListField field, TooLong tooLong, Slots slots, int slot) throws IOException {
        int from = slots.from(slot);
        int to = slots.to(slot);
        int length = field.length().orElse(Integer.MAX_VALUE);
        if (slots.kind(slot) != Slots.Kind.STRING) {
            return embedded(out, length, slots.payload(), from, to);
        }
        if (slots.units(slot) <= length && slots.isPlain(slot)) {
            out.raw(slots.payload(), from, to);
        } else if (slots.units(slot) <= length) {
            out.string(slots.payload(), from, to);
        } else if (tooLong == TooLong.CUT) {
            out.quoted(slots.text(slot), length);
        } else {
            return Fit.TOO_LONG;
        }
        return Fit.WRITTEN;
    }

    // JSON in a column of text: never cut, because half an object is no JSON.
    private static Fit embedded(RowBuffer out, int length, byte[] payload, int from, int to) {
        if (to - from > length && unitsOfJson(payload, from, to) > length) {
            return Fit.TOO_LONG;
        }
        out.embedded(payload, from, to);
        return Fit.WRITTEN;
    }

    private static int unitsOfJson(byte[] payload, int from, int to) {
        int units = 0;
        boolean inside = false;
        for (int i = from; i < to; i++) {
            int b = payload[i] & 0xFF;
            if (b == '\\') {
                units += 2;
                i++;
            } else if (b >= 0x80) {
                units += b >= 0xF0 ? 2 : b >= 0xC0 ? 1 : 0;
            } else if (inside || b > ' ') {
                units++;
                inside ^= b == '"';
            }
        }
        return units;
    }

    private static Fit json(RowBuffer out, ListField field, Slots slots, int slot) {
        return embedded(
                out, field.length().orElse(Integer.MAX_VALUE), slots.payload(), slots.from(slot), slots.to(slot));
    }

    private Fit typed(RowBuffer out, ListField field, String text, Slots.Kind kind) {
        boolean written = switch (field.type()) {
            case BOOLEAN -> bool(out, text, kind);
            case NUMERIC -> whole(out, text, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> whole(out, text, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> decimal(out, text);
            case DATE -> day(out, text, kind);
            case DATE_TIME -> time(out, text, kind);
            case TEXT, LONG_TEXT, JSON, UNKNOWN -> throw new IllegalStateException("not a typed field");
        };
        return written ? Fit.WRITTEN : Fit.WRONG_TYPE;
    }

    private static boolean bool(RowBuffer out, String text, Slots.Kind kind) {
        if (kind == Slots.Kind.NUMBER || !(text.equals("true") || text.equals("false"))) {
            return false;
        }
        out.ascii(text);
        return true;
    }

    private static boolean whole(RowBuffer out, String text, long least, long most) {
        if (!WHOLE.matcher(text).matches()) {
            return false;
        }
        try {
            long value = Long.parseLong(text);
            if (value < least || value > most) {
                return false;
            }
        } catch (NumberFormatException e) {
            return false;
        }
        out.ascii(text);
        return true;
    }

    private static boolean decimal(RowBuffer out, String text) {
        if (!NUMBER.matcher(text).matches() || !Double.isFinite(Double.parseDouble(text))) {
            return false;
        }
        out.ascii(text);
        return true;
    }

    private boolean day(RowBuffer out, String text, Slots.Kind kind) {
        Optional<Instant> time = kind == Slots.Kind.STRING ? times.read(text) : Optional.empty();
        return time.isPresent() && times.writeDay(out, time.get());
    }

    private boolean time(RowBuffer out, String text, Slots.Kind kind) {
        Optional<Instant> time = kind == Slots.Kind.STRING ? times.read(text) : Optional.empty();
        return time.isPresent() && times.writeTime(out, time.get());
    }
}
