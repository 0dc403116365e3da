package org.eventgateway.smc.source.interaction;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eventgateway.plugin.Reason;

/** Reads points in time. Immutable. */
public final class Times {
    /** ISO-8601 and SQL's usual texts: T or a blank, seconds and fraction as far as given, any offset or none. */
    private static final DateTimeFormatter USUAL = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendValue(ChronoField.YEAR, 4, 4, SignStyle.NEVER)
            .appendPattern("-MM-dd")
            .appendPattern("[['T'][' ']HH:mm[:ss]]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[' '][XXX][XX][X]")
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** In the evening, so that half a day cannot be lost unseen, and on the hour, since a pattern may end there. */
    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2026, 10, 20, 20, 0, 0, 0, ZoneOffset.UTC);

    private final Optional<DateTimeFormatter> own;
    private final Optional<ZoneId> zone;

    private Times(Optional<DateTimeFormatter> own, Optional<ZoneId> zone) {
        this.own = own;
        this.zone = zone;
    }

    /**
     * Makes a reader.
     *
     * @param pattern a pattern of {@link DateTimeFormatter} that is tried first
     * @param zone where times without an offset are meant
     * @throws IllegalArgumentException if the pattern is none, or one from which no time can be read
     */
    public static Times of(Optional<String> pattern, Optional<ZoneId> zone) {
        Optional<DateTimeFormatter> own = pattern.map(Times::formatter);
        if (own.isPresent() && !keepsTheTime(own.get())) {
            throw new IllegalArgumentException("a pattern that loses the time");
        }
        return new Times(own, zone);
    }

    Instant read(String text) throws RefusedRecordException {
        if (text.isEmpty()) {
            throw refused(
                    "timestamp_missing", "The record has no timestamp. Check the field's name in the setting fields.");
        }
        if (own.isPresent()) {
            Optional<TemporalAccessor> parsed = parse(own.get(), text);
            if (parsed.isPresent()) {
                return resolve(parsed.get());
            }
        }
        if (text.chars().allMatch(c -> c >= '0' && c <= '9') && (text.length() == 10 || text.length() == 13)) {
            long number = Long.parseLong(text);
            return text.length() == 10 ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        }
        return resolve(PlainTime.read(text)
                .or(() -> usual(text))
                .orElseThrow(() -> refused(
                        "timestamp_unreadable",
                        "The timestamp is no time that can be read. Set date-format to its pattern.")));
    }

    /** What {@link #USUAL} makes of a text. */
    static Optional<TemporalAccessor> usual(String text) {
        return parse(USUAL, text);
    }

    private Instant resolve(TemporalAccessor parsed) throws RefusedRecordException {
        ZoneOffset offset = parsed.query(TemporalQueries.offset());
        if (isTorn(parsed)) {
            throw refused(
                    "timestamp_unreadable",
                    "The timestamp has parts of a time that make none. Check date-format: hh needs a, or HH is meant.");
        }
        LocalDateTime local = local(parsed);
        if (offset != null) {
            return local.toInstant(offset);
        }
        ZoneId where = zone.orElseThrow(() -> refused(
                "time_zone_missing",
                "The timestamp has no offset. Set time-zone to the one in which SMC writes its times."));
        // Java's rule, kept on purpose: a skipped time moves forward by the gap, a doubled one is the earlier.
        return local.atZone(where).toInstant();
    }

    /** A day alone means its beginning. */
    private static LocalDateTime local(TemporalAccessor parsed) {
        LocalTime time = parsed.query(TemporalQueries.localTime());
        return LocalDate.from(parsed).atTime(time == null ? LocalTime.MIDNIGHT : time);
    }

    /** Whether there are parts of a time that make none, such as the hour of half a day without the half. */
    private static boolean isTorn(TemporalAccessor parsed) {
        return parsed.query(TemporalQueries.localTime()) == null
                && Stream.of(ChronoField.values()).anyMatch(field -> field.isTimeBased() && parsed.isSupported(field));
    }

    /** Whether a time that is written by a pattern can be read by it; one without a time has to keep the day. */
    private static boolean keepsTheTime(DateTimeFormatter pattern) {
        try {
            return parse(pattern, pattern.format(SAMPLE))
                    .filter(read -> !isTorn(read))
                    .map(Times::local)
                    .filter(read -> read.equals(SAMPLE.toLocalDateTime())
                            || read.equals(SAMPLE.toLocalDate().atStartOfDay()))
                    .isPresent();
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(withPlainYears(pattern))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** Strict reading wants u for the year, outside of quotes: y is the year of an era, which nobody writes. */
    private static String withPlainYears(String pattern) {
        StringBuilder plain = new StringBuilder(pattern);
        boolean quoted = false;
        for (int i = 0; i < plain.length(); i++) {
            quoted ^= plain.charAt(i) == '\'';
            if (!quoted && plain.charAt(i) == 'y') {
                plain.setCharAt(i, 'u');
            }
        }
        return plain.toString();
    }

    private static Optional<TemporalAccessor> parse(DateTimeFormatter format, String text) {
        try {
            TemporalAccessor parsed = format.parse(text);
            return parsed.query(TemporalQueries.localDate()) == null ? Optional.empty() : Optional.of(parsed);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static RefusedRecordException refused(String code, String text) {
        return new RefusedRecordException(Reason.event(code, text));
    }
}
