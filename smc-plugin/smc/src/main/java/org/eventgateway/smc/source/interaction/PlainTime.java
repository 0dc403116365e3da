package org.eventgateway.smc.source.interaction;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * Reads the form in which nearly all times come, {@code 2026-10-20 08:05:00} or with a T, a fraction, a Z or an offset such as
 * {@code +02:00}. A formatter takes ten times as long, more than all else that is done to a record; it decides on every other form.
 */
final class PlainTime {
    private static final int TO_SECONDS = "2026-10-20T08:05:00".length();
    private static final int OFFSET = "+02:00".length();
    private static final int MOST_DIGITS = 9;

    private final String text;
    private int at;

    private PlainTime(String text) {
        this.text = text;
    }

    /** A local time, or one with an offset; empty if the text has another form or names no time that exists. */
    static Optional<TemporalAccessor> read(String text) {
        if (text.length() < TO_SECONDS) {
            return Optional.empty();
        }
        try {
            return new PlainTime(text).read();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<TemporalAccessor> read() {
        int year = number(4);
        int month = next('-') ? number(2) : -1;
        int day = next('-') ? number(2) : -1;
        int hour = next('T') || next(' ') ? number(2) : -1;
        int minute = next(':') ? number(2) : -1;
        int second = next(':') ? number(2) : -1;
        int nano = next('.') ? fraction() : 0;
        if ((year | month | day | hour | minute | second | nano) < 0) {
            return Optional.empty();
        }
        LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, second, nano);
        if (at == text.length()) {
            return Optional.of(local);
        }
        return offset().map(local::atOffset);
    }

    private Optional<ZoneOffset> offset() {
        if (next('Z')) {
            return at == text.length() ? Optional.of(ZoneOffset.UTC) : Optional.empty();
        }
        return text.length() - at == OFFSET ? Optional.of(ZoneOffset.of(text.substring(at))) : Optional.empty();
    }

    /** That many digits as a number, or -1 if they are not there. */
    private int number(int digits) {
        int value = 0;
        for (int end = at + digits; at < end; at++) {
            int digit = digit();
            if (digit < 0) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Up to nine digits as nanoseconds; no digit is no fraction. */
    private int fraction() {
        int nanos = 0;
        int digits = 0;
        for (; digits < MOST_DIGITS && digit() >= 0; digits++) {
            nanos = nanos * 10 + digit();
            at++;
        }
        for (int place = digits; place < MOST_DIGITS; place++) {
            nanos *= 10;
        }
        return digits == 0 ? -1 : nanos;
    }

    private int digit() {
        char c = at < text.length() ? text.charAt(at) : ' ';
        return c >= '0' && c <= '9' ? c - '0' : -1;
    }

    private boolean next(char c) {
        boolean found = at < text.length() && text.charAt(at) == c;
        at += found ? 1 : 0;
        return found;
    }
}
