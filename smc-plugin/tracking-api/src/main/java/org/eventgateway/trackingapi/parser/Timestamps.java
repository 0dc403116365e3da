package org.eventgateway.trackingapi.parser;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads points in time as they are met in practice: ISO-8601 with any number of fraction digits, one-digit months, a blank instead of
 * the T, offsets with and without a colon, no zone (then UTC), a day alone, seconds or milliseconds since 1970, and Go's text form
 * {@code 2020-05-09 23:54:49.209808489 +0000 UTC m=+70366.298}.
 */
public final class Timestamps {
    /** Seconds since 1970 have at most this many digits before the year 5138; longer numbers are milliseconds. */
    private static final int SECONDS_DIGITS = 11;
    /** Shorter numbers are rather years or counters than seconds of the spring of 1970. */
    private static final int FEWEST_DIGITS = 8;

    private final char[] text;
    private final int end;
    private int at;

    private Timestamps(char[] text, int from, int length) {
        this.text = text;
        this.at = from;
        this.end = from + length;
    }

    /** Reads a point in time; empty if the text is none. */
    public static Optional<Instant> parse(String text) {
        return Optional.ofNullable(parse(text.toCharArray(), 0, text.length()));
    }

    static @Nullable Instant parse(char[] text, int from, int length) {
        if (length > 100) {
            return null;
        }
        Timestamps reader = new Timestamps(text, from, length);
        try {
            reader.skipBlanks();
            return reader.read();
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private @Nullable Instant read() {
        int start = at;
        long first = number(1, 19);
        if (first < 0) {
            return null;
        }
        int digits = at - start;
        if (digits == 4 && take('-')) {
            return readDate((int) first);
        }
        return readEpoch(first, digits);
    }

    private @Nullable Instant readEpoch(long number, int digits) {
        long nanos = take('.') ? fraction() : 0;
        skipBlanks();
        if (nanos < 0 || at != end || digits < FEWEST_DIGITS) {
            return null;
        }
        return digits <= SECONDS_DIGITS
                ? Instant.ofEpochSecond(number, nanos)
                : Instant.ofEpochMilli(number).plusNanos(nanos / 1_000);
    }

    private @Nullable Instant readDate(int year) {
        long month = number(1, 2);
        if (month < 1 || month > 12 || !take('-')) {
            return null;
        }
        long day = number(1, 2);
        if (day < 1 || day > 31) {
            return null;
        }
        long days = LocalDate.of(year, (int) month, (int) day).toEpochDay();
        if (at == end) {
            return Instant.ofEpochSecond(days * 86_400);
        }
        if (!take('T') && !take('t') && !take(' ')) {
            return null;
        }
        return readTime(days * 86_400);
    }

    private @Nullable Instant readTime(long midnight) {
        long hour = number(1, 2);
        long minute = take(':') ? number(1, 2) : -1;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return null;
        }
        long second = take(':') ? number(1, 2) : 0;
        // 60 is a leap second, which the JDK's clock does not know either: it counts as the next minute's first.
        if (second < 0 || second > 60) {
            return null;
        }
        long nanos = take('.') || take(',') ? fraction() : 0;
        if (nanos < 0) {
            return null;
        }
        long local = midnight + hour * 3_600 + minute * 60 + second;
        skipBlanks();
        if (at == end || take('Z') || take('z')) {
            skipBlanks();
            return at == end ? Instant.ofEpochSecond(local, nanos) : null;
        }
        return readOffset(local, nanos);
    }

    private @Nullable Instant readOffset(long local, long nanos) {
        int sign = take('+') ? 1 : take('-') ? -1 : 0;
        if (sign == 0) {
            return zoneName() ? Instant.ofEpochSecond(local, nanos) : null;
        }
        long hours = number(2, 2);
        take(':');
        long minutes = at < end && text[at] != ' ' ? number(2, 2) : 0;
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return null;
        }
        // Go prints the zone's name and its monotonic clock behind the offset; the offset alone counts.
        if (at != end && text[at] != ' ') {
            return null;
        }
        return Instant.ofEpochSecond(local - sign * (hours * 3_600 + minutes * 60), nanos);
    }

    private boolean zoneName() {
        String rest = new String(text, at, end - at).strip();
        return rest.equals("UTC") || rest.equals("GMT");
    }

    /** Reads digits as a number, or answers -1 if there are not that many. */
    private long number(int least, int most) {
        long value = 0;
        int digits = 0;
        while (at < end && text[at] >= '0' && text[at] <= '9' && digits < most) {
            value = value * 10 + (text[at] - '0');
            at++;
            digits++;
        }
        // Of at most 19 digits only the last can be too much, and then the number is below zero.
        return digits < least || value < 0 ? -1 : value;
    }

    /** Reads a fraction as nanoseconds; what is finer is dropped. */
    private long fraction() {
        long nanos = 0;
        int digits = 0;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            if (digits < 9) {
                nanos = nanos * 10 + (text[at] - '0');
            }
            digits++;
            at++;
        }
        for (int i = digits; i < 9; i++) {
            nanos *= 10;
        }
        return digits == 0 ? -1 : nanos;
    }

    private boolean take(char c) {
        if (at < end && text[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < end && text[at] == ' ') {
            at++;
        }
    }
}
