package org.eventgateway.sandbox.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads {@code yyyy-MM-dd} and {@code yyyy-MM-ddTHH:mm:ss}, the latter with up to seven digits of a fraction (the finest
 * a datetime2 column keeps) and {@code Z} or an offset. Written by hand because loads consist of times to a large part.
 */
final class IsoTime {
    private static final int DAY_LENGTH = 10;
    private static final int SECOND_LENGTH = 19;
    private static final int MOST_DIGITS = 7;

    private IsoTime() {}

    static Optional<LocalDate> day(String text) {
        if (text.length() != DAY_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(dayAt(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A time without an offset is taken as UTC. */
    static Optional<Instant> time(String text) {
        if (text.length() < SECOND_LENGTH || text.charAt(DAY_LENGTH) != 'T') {
            return Optional.empty();
        }
        try {
            int zone = endOfFraction(text);
            LocalTime time =
                    LocalTime.of(number(text, 11, 2), number(text, 14, 2), number(text, 17, 2), nanos(text, zone));
            expect(text, 13, ':');
            expect(text, 16, ':');
            return Optional.of(LocalDateTime.of(dayAt(text), time).toInstant(offset(text, zone)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDate dayAt(String text) {
        expect(text, 4, '-');
        expect(text, 7, '-');
        return LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2));
    }

    private static int endOfFraction(String text) {
        int at = SECOND_LENGTH;
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
            int digits = at - SECOND_LENGTH - 1;
            if (digits < 1 || digits > MOST_DIGITS) {
                throw new DateTimeException("a fraction has one to seven digits");
            }
        }
        return at;
    }

    private static int nanos(String text, int end) {
        int nanos = 0;
        for (int at = SECOND_LENGTH + 1; at < SECOND_LENGTH + 10; at++) {
            nanos = nanos * 10 + (at < end ? text.charAt(at) - '0' : 0);
        }
        return nanos;
    }

    private static ZoneOffset offset(String text, int at) {
        String zone = text.substring(at);
        if (zone.isEmpty() || zone.equals("Z")) {
            return ZoneOffset.UTC;
        }
        if (zone.length() != 6 || (zone.charAt(0) != '+' && zone.charAt(0) != '-')) {
            throw new DateTimeException("an offset has the form +hh:mm");
        }
        expect(zone, 3, ':');
        int sign = zone.charAt(0) == '-' ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * number(zone, 1, 2), sign * number(zone, 4, 2));
    }

    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int at = from; at < from + digits; at++) {
            if (!isDigit(text.charAt(at))) {
                throw new DateTimeException("not a digit");
            }
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }

    private static void expect(String text, int at, char wanted) {
        if (text.charAt(at) != wanted) {
            throw new DateTimeException("not the form of ISO 8601");
        }
    }

    private static boolean isDigit(char one) {
        return one >= '0' && one <= '9';
    }
}
