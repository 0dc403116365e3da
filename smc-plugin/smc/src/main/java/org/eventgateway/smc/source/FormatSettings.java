package org.eventgateway.smc.source;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.smc.source.record.CsvFormat;

/**
 * How inputs are written.
 *
 * @param format CSV or JSON
 * @param csv how CSV is written; its charset and its limit also hold for JSON
 */
record FormatSettings(Format format, CsvFormat csv) {
    static final Setting<Format> FORMAT = Setting.defaulted(
            "format",
            SettingType.oneOf(Format.class),
            "auto",
            "How inputs are written. auto: a file named .json, .jsonl or .ndjson is JSON, any other CSV; a request is JSON unless its "
                    + "content type is text/csv.");
    static final Setting<Character> DELIMITER = Setting.defaulted(
            "delimiter",
            new SettingType<>("character", "one character, or tab", FormatSettings::character),
            ";",
            "What separates the columns of a CSV file. A comma is written as comma, a tabulator as tab.");
    static final Setting<Optional<Character>> QUOTE = Setting.defaulted(
            "quote",
            new SettingType<>("character", "one character, double, single or none", FormatSettings::quoteCharacter),
            "double",
            "What encloses texts in a CSV file: double, single or another character; none if nothing does.");
    static final Setting<Boolean> HEADER = Setting.defaulted(
            "header", SettingType.BOOLEAN, "true", "Whether the first line of a CSV file names the columns.");
    static final Setting<List<String>> COLUMNS =
            Setting.optional("columns", SettingType.LIST, "The names of the columns, in order, if header is false.");
    static final Setting<Charset> CHARSET = Setting.defaulted(
            "charset",
            new SettingType<>("charset", "a charset such as UTF-8, windows-1252 or UTF-16LE", FormatSettings::charset),
            "UTF-8",
            "The charset of files; a byte order mark in the file counts more. Requests are UTF-8 unless they say otherwise.");
    static final Setting<Long> MAX_RECORD_SIZE = Setting.defaulted(
            "max-record-size", SettingType.SIZE_VALUE, "256KB", "A longer record is refused and skipped.");

    private static final long LARGEST_RECORD = 16_000_000;

    /** Takes the bound values and adds what does not fit together to {@code faults}. */
    static FormatSettings of(Settings bound, List<SettingFault> faults) {
        boolean header = bound.get(HEADER);
        List<String> columns = bound.find(COLUMNS).orElse(List.of());
        if (header == !columns.isEmpty()) {
            faults.add(fault(COLUMNS, "It does not fit header.", "Set header=false and columns, or neither."));
        }
        char delimiter = bound.get(DELIMITER);
        if (bound.get(QUOTE).filter(quote -> quote == delimiter).isPresent()) {
            faults.add(fault(QUOTE, "It is the delimiter as well.", "Choose two different characters."));
        }
        long most = bound.get(MAX_RECORD_SIZE);
        if (most < 1_000 || most > LARGEST_RECORD) {
            faults.add(fault(MAX_RECORD_SIZE, "It is below 1 KB or above 16 MB.", "256KB is plenty for a row."));
        }
        CsvFormat csv =
                new CsvFormat(delimiter, bound.get(QUOTE), header ? List.of() : columns, bound.get(CHARSET), (int)
                        Math.min(most, LARGEST_RECORD));
        return new FormatSettings(bound.get(FORMAT), csv);
    }

    static List<Setting<?>> declared() {
        return List.of(FORMAT, DELIMITER, QUOTE, HEADER, COLUMNS, CHARSET, MAX_RECORD_SIZE);
    }

    static Charset charset(String name) {
        Charset charset = Charset.forName(name);
        String upper = charset.name().toUpperCase(Locale.ROOT);
        // Records are found by their bytes: what shifts states or takes four bytes cannot be cut that way.
        if (upper.contains("2022")
                || upper.contains("UTF-32")
                || upper.contains("UTF-7")
                || !hasAsciiOrUtf16(charset)) {
            throw new IllegalArgumentException("not supported");
        }
        return charset;
    }

    private static boolean hasAsciiOrUtf16(Charset charset) {
        if (charset.name().startsWith("UTF-16")) {
            return true;
        }
        return charset.canEncode()
                && charset.encode("\n\";{").equals(java.nio.charset.StandardCharsets.US_ASCII.encode("\n\";{"));
    }

    private static Character character(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "tab", "\\t" -> '\t';
            case "comma" -> ',';
            case "semicolon" -> ';';
            case "pipe" -> '|';
            default -> single(text);
        };
    }

    private static Optional<Character> quoteCharacter(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "none" -> Optional.empty();
            case "double" -> Optional.of('"');
            case "single" -> Optional.of('\'');
            default -> Optional.of(single(text));
        };
    }

    private static char single(String text) {
        // Beyond ASCII a character is more than one byte in some charsets and would not be found.
        if (text.length() != 1
                || text.charAt(0) < ' '
                || text.charAt(0) > '~'
                || Character.isLetterOrDigit(text.charAt(0))) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }

    private static SettingFault fault(Setting<?> setting, String problem, String remedy) {
        return new SettingFault(setting.key(), "value", problem, remedy);
    }
}
