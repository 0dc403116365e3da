package org.eventgateway.sandbox.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.table.Cell;
import org.eventgateway.sandbox.table.CellCheck;
import org.eventgateway.sandbox.table.Field;
import org.eventgateway.sandbox.table.Table;
import org.eventgateway.sandbox.table.ValidationCode;
import org.jspecify.annotations.Nullable;

/**
 * The records of one bulk operation that passed the checks, one for each key, each as wide as its list.
 *
 * @param report counts the records that did not get this far
 */
record Batch(Columns columns, List<Entry> entries, Report report) {
    /** Reads and checks a body; refuses with 400 what is wrong with the request as a whole. */
    static Batch of(Table table, LoadQuery query, byte[] body) {
        List<@Nullable Object[]> rows = BodyRows.read(body);
        List<String> names = query.fields().orElseGet(() -> header(rows));
        List<@Nullable Object[]> data = query.fields().isPresent() ? rows : rows.subList(1, rows.size());
        Columns columns = Columns.of(table, names, query.keyFields());
        Report report = new Report(data.size());
        List<Entry> fitting = fitting(columns, data, report);
        return new Batch(columns, withoutRepeats(columns, fitting, query.lastMatchWins(), report), report);
    }

    private static List<String> header(List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            throw Replies.invalid("without the parameter fields the first row must name the fields");
        }
        List<String> names = new ArrayList<>();
        for (Object cell : rows.get(0)) {
            if (!(cell instanceof String name)) {
                throw Replies.invalid("without the parameter fields the first row must name the fields");
            }
            names.add(name);
        }
        return LoadQuery.distinct("the header row", names);
    }

    private static List<Entry> fitting(Columns columns, List<@Nullable Object[]> data, Report report) {
        List<Entry> fitting = new ArrayList<>(data.size());
        for (int at = 0; at < data.size(); at++) {
            Optional<InvalidRecord> fault = Optional.empty();
            @Nullable Object[] raw = data.get(at);
            @Nullable Object[] row = new Object[columns.fields().size()];
            if (raw.length != columns.cells().length) {
                String message = raw.length + " cells where " + columns.cells().length + " were expected";
                fault = Optional.of(
                        new InvalidRecord(at, Optional.empty(), ValidationCode.INVALID_FIELD_COUNT, message));
            } else {
                fault = fill(columns, at, raw, row);
            }
            if (fault.isPresent()) {
                report.fail(fault.get());
            } else {
                fitting.add(new Entry(at, row));
            }
        }
        return fitting;
    }

    private static Optional<InvalidRecord> fill(
            Columns columns, int at, @Nullable Object[] raw, @Nullable Object[] row) {
        for (int cell = 0; cell < raw.length; cell++) {
            int column = columns.cells()[cell];
            Field field = columns.fields().get(column);
            Cell checked = CellCheck.check(field, raw[cell]);
            if (checked instanceof Cell.Bad bad) {
                return Optional.of(new InvalidRecord(at, Optional.of(field.name()), bad.code(), bad.message()));
            }
            Object content = checked instanceof Cell.Value value ? value.content() : null;
            if (content == null && columns.isKey(column)) {
                return Optional.of(new InvalidRecord(
                        at, Optional.of(field.name()), ValidationCode.UNKNOWN, "a key field must have a value"));
            }
            row[column] = content;
        }
        return Optional.empty();
    }

    private static List<Entry> withoutRepeats(
            Columns columns, List<Entry> entries, boolean lastMatchWins, Report report) {
        Map<Object, Integer> winners = new HashMap<>();
        for (int at = 0; at < entries.size(); at++) {
            Object key = key(columns, entries.get(at).row());
            Integer before = lastMatchWins ? winners.put(key, at) : winners.putIfAbsent(key, at);
            if (before != null) {
                report.duplicate();
            }
        }
        if (winners.size() == entries.size()) {
            return entries;
        }
        return winners.values().stream().sorted().map(entries::get).toList();
    }

    private static Object key(Columns columns, @Nullable Object[] row) {
        Object key = columns.keys().of(row);
        if (key == null) {
            throw new IllegalStateException("a key cell without a value got past the check");
        }
        return key;
    }

    /** One checked record and its place in the body. */
    static final class Entry {
        private final int index;
        private final @Nullable Object[] row;

        private Entry(int index, @Nullable Object[] row) {
            this.index = index;
            this.row = row;
        }

        int index() {
            return index;
        }

        /** The cells, as wide as the list; not a copy. */
        @Nullable Object[] row() {
            return row;
        }
    }
}
