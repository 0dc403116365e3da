package org.eventgateway.plugin.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How the text of a setting becomes a value.
 *
 * @param name what kind of value it is, for the reference table and the JSON Schema
 * @param expects what a valid text looks like, for error messages; completes "must be …"
 * @param shape what a value looks like, for the JSON Schema; the reader may be stricter
 * @param reader reads the trimmed text; throws {@link IllegalArgumentException} or {@link DateTimeException} if it is not valid
 * @param <T> the value
 */
public record SettingType<T>(String name, String expects, ValueShape shape, Function<String, T> reader) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(B|KB|MB|GB)?", Pattern.CASE_INSENSITIVE);

    /** Any text. */
    public static final SettingType<String> TEXT = new SettingType<>("text", "a text", Function.identity());

    /** A value that is never printed. */
    public static final SettingType<Secret> SECRET = new SettingType<>("secret", "a text", Secret::of);

    /** {@code true} or {@code false}. */
    public static final SettingType<Boolean> BOOLEAN =
            new SettingType<>("boolean", "true or false", ValueShape.FLAG, SettingType::readBoolean);

    /** An absolute http or https address. */
    public static final SettingType<URI> URL =
            new SettingType<>("url", "an address such as https://acme.slgnt.eu", SettingType::readUrl);

    /** A number with a unit: {@code 250ms}, {@code 30s}, {@code 5m}, {@code 72h}, {@code 30d}. */
    public static final SettingType<Duration> DURATION_VALUE = new SettingType<>(
            "duration",
            "a number with a unit, such as 250ms, 30s, 5m, 72h or 30d",
            new ValueShape.Text(Optional.of(DURATION.pattern())),
            SettingType::readDuration);

    /** A number of bytes, with or without a unit of 1,000: {@code 500000}, {@code 5MB}. */
    public static final SettingType<Long> SIZE_VALUE = new SettingType<>(
            "size",
            "a number of bytes, such as 500000, 500KB, 5MB or 2GB",
            // without the flag for the case, which JavaScript would not see
            new ValueShape.Text(Optional.of("\\d{1,12}\\s*([KMGkmg]?[Bb])?")),
            SettingType::readSize);

    /** Several texts, separated by commas; a comma inside a text is written {@code \,}. */
    public static final SettingType<List<String>> LIST =
            new SettingType<>("list", "texts separated by commas (a comma inside one is written \\,)", CommaList::read);

    /** {@code NAME=value} pairs, separated by commas; a comma inside a value is written {@code \,}. */
    public static final SettingType<Map<String, String>> MAPPING = new SettingType<>(
            "mapping",
            "NAME=value pairs separated by commas (a comma inside one is written \\,)",
            CommaList::readPairs);

    /** A time zone by name, such as {@code Europe/Brussels}. */
    public static final SettingType<ZoneId> ZONE =
            new SettingType<>("time zone", "a time zone such as UTC or Europe/Brussels", ZoneId::of);

    /** A day, such as {@code 2027-01-31}. */
    public static final SettingType<LocalDate> DATE =
            new SettingType<>("date", "a day such as 2027-01-31", LocalDate::parse);

    /** A file or folder. */
    public static final SettingType<Path> PATH = new SettingType<>("path", "a file or folder", SettingType::readPath);

    /** Makes a type of texts about which nothing more is said than that they are texts. */
    public SettingType(String name, String expects, Function<String, T> reader) {
        this(name, expects, ValueShape.TEXT, reader);
    }

    /** A whole number within bounds. */
    public static SettingType<Integer> integer(int least, int most) {
        return new SettingType<>(
                "integer", "a whole number from " + least + " to " + most, new ValueShape.Whole(least, most), text -> {
                    int value = Integer.parseInt(text);
                    if (value < least || value > most) {
                        throw new IllegalArgumentException("out of bounds");
                    }
                    return value;
                });
    }

    /** A text that matches a pattern. */
    public static SettingType<String> matching(Pattern pattern, String expects) {
        // A flag is not part of the pattern's text, so a pattern with flags says nothing to others.
        ValueShape shape =
                new ValueShape.Text(pattern.flags() == 0 ? Optional.of(pattern.pattern()) : Optional.empty());
        return new SettingType<>("text", expects, shape, text -> {
            if (!pattern.matcher(text).matches()) {
                throw new IllegalArgumentException("no match");
            }
            return text;
        });
    }

    /** One of the constants of an enum, written in lower case with hyphens. */
    public static <E extends Enum<E>> SettingType<E> oneOf(Class<E> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(SettingType::hyphens).toList();
        return new SettingType<>("choice", "one of " + String.join(", ", names), new ValueShape.Choice(names), text -> {
            for (E constant : type.getEnumConstants()) {
                if (hyphens(constant).equals(text.toLowerCase(Locale.ROOT))) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("no such choice");
        });
    }

    private static String hyphens(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Boolean readBoolean(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static URI readUrl(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!(scheme.equals("http") || scheme.equals("https"))
                    || uri.getHost() == null
                    || uri.getUserInfo() != null) {
                throw new IllegalArgumentException("not an absolute http or https address");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not an address", e);
        }
    }

    private static Duration readDuration(String text) {
        var match = DURATION.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("no duration");
        }
        long number = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static Long readSize(String text) {
        var match = SIZE.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("no size");
        }
        String unit = match.group(2) == null ? "B" : match.group(2).toUpperCase(Locale.ROOT);
        long factor = switch (unit) {
            case "KB" -> 1_000L;
            case "MB" -> 1_000_000L;
            case "GB" -> 1_000_000_000L;
            default -> 1L;
        };
        return Math.multiplyExact(Long.parseLong(match.group(1)), factor);
    }

    private static Path readPath(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not a path", e);
        }
    }
}
