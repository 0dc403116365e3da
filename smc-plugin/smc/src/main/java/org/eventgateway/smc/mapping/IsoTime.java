package org.eventgateway.smc.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eventgateway.smc.row.RowBuffer;

/**
 * Times as SMC takes them. In UTC they carry a {@code Z}, as in the vendor's example; in another zone they are the time on the
 * wall there, without an offset, because a column of SQL Server's datetime keeps none and people who set a zone want to read it.
 * Immutable.
 */
final class IsoTime {
    // The range of SQL Server's datetime, the narrowest type a column may have.
    private static final int FIRST_YEAR = 1753;
    private static final int LAST_YEAR = 9999;

    private final ZoneId zone;
    private final boolean utc;

    IsoTime(ZoneId zone) {
        this.zone = zone;
        this.utc = zone.normalized().equals(ZoneOffset.UTC);
    }

    /** Reads strict ISO-8601: a day, or a day and a time with or without an offset; without one it is a time of the zone. */
    Optional<Instant> read(String text) {
        try {
            if (text.length() == 10) {
                return Optional.of(LocalDate.parse(text).atStartOfDay(zone).toInstant());
            }
            return Optional.of(
                    hasOffset(text)
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean hasOffset(String text) {
        return text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > 7;
    }

    /** Writes date and time as a JSON string; false if SMC could not keep it. */
    boolean writeTime(RowBuffer out, Instant time) {
        LocalDateTime local = local(time);
        if (outOfRange(local)) {
            return false;
        }
        out.raw('"');
        day(out, local);
        out.raw('T');
        out.digits(local.getHour(), 2);
        out.raw(':');
        out.digits(local.getMinute(), 2);
        out.raw(':');
        out.digits(local.getSecond(), 2);
        out.raw('.');
        int nanos = local.getNano();
        out.digits(nanos / 1_000_000, 3);
        if (nanos % 1_000_000 >= 100) {
            out.digits(nanos / 100, 4);
        }
        if (utc) {
            out.raw('Z');
        }
        out.raw('"');
        return true;
    }

    /** Writes the day as a JSON string; false if SMC could not keep it. */
    boolean writeDay(RowBuffer out, Instant time) {
        LocalDateTime local = local(time);
        if (outOfRange(local)) {
            return false;
        }
        out.raw('"');
        day(out, local);
        out.raw('"');
        return true;
    }

    private LocalDateTime local(Instant time) {
        ZoneOffset offset = utc ? ZoneOffset.UTC : zone.getRules().getOffset(time);
        return LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), offset);
    }

    private static boolean outOfRange(LocalDateTime local) {
        return local.getYear() < FIRST_YEAR || local.getYear() > LAST_YEAR;
    }

    private static void day(RowBuffer out, LocalDateTime local) {
        out.digits(local.getYear(), 4);
        out.raw('-');
        out.digits(local.getMonthValue(), 2);
        out.raw('-');
        out.digits(local.getDayOfMonth(), 2);
    }
}
