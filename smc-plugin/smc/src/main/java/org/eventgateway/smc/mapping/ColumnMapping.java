package org.eventgateway.smc.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.smc.list.ListStructure;

/**
 * Which columns are filled from what, as configured. Immutable. Read once from a setting: {@code COLUMN=path} pairs, or
 * {@code file:} and a file with one pair a line, in which lines that start with {@code #} are comments.
 */
public final class ColumnMapping {

    /** The value of a setting that is a column mapping. */
    public static final SettingType<ColumnMapping> TYPE = new SettingType<>(
            "mapping",
            "COLUMN=path pairs separated by commas, or file:/path with one pair a line; no column twice; COLUMN? for an"
                    + " optional column; a path is a header field, names joined by dots, or jsonata: and an expression",
            ColumnMapping::read);

    private static final String FILE = "file:";
    private static final String JSONATA = "jsonata:";

    private final List<Column> columns;

    private ColumnMapping(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * Makes a mapping.
     *
     * @param pairs column, with a question mark behind it if it is optional, to path
     * @throws IllegalArgumentException if a path or an expression is not valid or a column stands twice
     */
    public static ColumnMapping of(Map<String, String> pairs) {
        List<Column> columns = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        pairs.forEach((left, right) -> {
            boolean optional = left.endsWith("?");
            String name = optional ? left.substring(0, left.length() - 1).strip() : left;
            if (name.isEmpty() || name.indexOf(',') >= 0 || !names.add(name)) {
                throw new IllegalArgumentException("a column has a name of its own");
            }
            columns.add(new Column(name, optional, source(right)));
        });
        return new ColumnMapping(columns);
    }

    private static ColumnSource source(String text) {
        if (text.startsWith(JSONATA)) {
            return new ColumnSource.Computed(Expression.compile(text.substring(JSONATA.length())));
        }
        Optional<HeaderField> header = HeaderField.of(text);
        return header.isPresent()
                ? new ColumnSource.Header(header.get())
                : new ColumnSource.Path(EventPath.parse(text));
    }

    private static ColumnMapping read(String text) {
        return of(
                text.startsWith(FILE)
                        ? readFile(Path.of(text.substring(FILE.length()).strip()))
                        : SettingType.MAPPING.reader().apply(text));
    }

    private static Map<String, String> readFile(Path file) {
        Map<String, String> pairs = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                String pair = line.strip();
                if (pair.isEmpty() || pair.startsWith("#")) {
                    continue;
                }
                int equals = pair.indexOf('=');
                if (equals < 1
                        || pairs.put(
                                        pair.substring(0, equals).strip(),
                                        pair.substring(equals + 1).strip())
                                != null) {
                    throw new IllegalArgumentException("a line is COLUMN=path, and no column stands twice");
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the file cannot be read", new UncheckedIOException(e));
        }
        return pairs;
    }

    /** A cell for each column that the list has. */
    List<CellPlan.Cell> cells(ListStructure list) {
        List<CellPlan.Cell> cells = new ArrayList<>();
        for (Column column : columns) {
            list.loadable(column.name())
                    .ifPresent(field -> cells.add(new CellPlan.Cell(field, column.optional(), false, column.source())));
        }
        return cells;
    }

    List<Column> columns() {
        return columns;
    }

    /** The names of all columns, in order, as configured. */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** Whether a column may be missing. */
    public boolean isOptional(String name) {
        return columns.stream()
                .anyMatch(column -> column.optional() && column.name().equalsIgnoreCase(name));
    }

    /** The column that takes the message id, by which a repeated event updates its own row; never an optional one. */
    public Optional<String> keyColumn() {
        return columnOf(HeaderField.MESSAGE_ID);
    }

    /** The column that takes the user id, by which a person's rows are found again. */
    public Optional<String> userColumn() {
        return columnOf(HeaderField.USER_ID);
    }

    /** What a column should be like in SMC, for whoever has to add it: type, length and index. */
    public String wanted(String name) {
        ColumnSource source = columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .map(Column::source)
                .findFirst()
                .orElseThrow();
        if (source instanceof ColumnSource.Header header) {
            return switch (header.field()) {
                case MESSAGE_ID -> "Text(100), unique index";
                case TYPE -> "Text(20)";
                case NAME, USER_ID, ANONYMOUS_ID, PREVIOUS_ID, GROUP_ID -> "Text(255)";
                case TIMESTAMP, RECEIVED_AT -> "DateTime";
            };
        }
        boolean tree =
                source instanceof ColumnSource.Path path && path.path().names().size() == 1;
        return tree ? "LongText or Json" : "Text(255), or the type of its values";
    }

    private Optional<String> columnOf(HeaderField field) {
        return columns.stream()
                .filter(column -> column.source().equals(new ColumnSource.Header(field)))
                .filter(column -> field != HeaderField.MESSAGE_ID || !column.optional())
                .map(Column::name)
                .findFirst();
    }
}
