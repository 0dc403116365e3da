package org.eventgateway.sandbox.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one list, each with a number of its own, and the indexes on them. An index that a load matches on is built
 * at its first use and kept. All methods are atomic; safe for use by many threads.
 */
public final class Table {
    private List<Field> fields = List.of();
    private final Map<Long, @Nullable Object[]> rows = new LinkedHashMap<>();
    private final Map<KeyColumns, KeyIndex> indexes = new HashMap<>();
    private long lastId;

    /** Appends fields; rows that exist hold NULL in them. */
    public synchronized void append(Collection<Field> more) {
        List<Field> all = new ArrayList<>(fields);
        all.addAll(more);
        fields = List.copyOf(all);
    }

    public synchronized List<Field> fields() {
        return fields;
    }

    /** Finds a field's place by its name, whose case does not matter. */
    public synchronized OptionalInt column(String name) {
        return IntStream.range(0, fields.size())
                .filter(at -> fields.get(at).name().equalsIgnoreCase(name))
                .findFirst();
    }

    public synchronized int count() {
        return rows.size();
    }

    /** Makes a unique index, or refuses when rows already break it. Keeps one that exists. */
    public synchronized boolean makeUnique(KeyColumns columns) {
        if (index(columns).isUnique()) {
            return true;
        }
        KeyIndex unique = new KeyIndex(columns, true);
        for (Map.Entry<Long, @Nullable Object[]> row : rows.entrySet()) {
            if (unique.forbids(row.getValue(), row.getKey())) {
                return false;
            }
            unique.add(row.getValue(), row.getKey());
        }
        indexes.put(columns, unique);
        return true;
    }

    /** Tells whether a unique index covers all of the columns; the system's key counts as one. */
    public synchronized boolean hasUniqueIndexCovering(KeyColumns columns) {
        boolean onSystemKey = columns.sorted().size() == 1
                && fields.get(columns.sorted().get(0)).system();
        return onSystemKey
                || indexes.entrySet().stream()
                        .anyMatch(entry ->
                                entry.getValue().isUnique() && entry.getKey().cover(columns));
    }

    /** Finds the rows whose key columns equal those of a probe, a row as wide as the list. */
    public synchronized List<Long> matches(KeyColumns key, @Nullable Object[] probe) {
        return index(key).find(key.of(probe));
    }

    /**
     * Inserts a row, a cell for each field in the fields' order; empty if a unique index forbids it.
     *
     * @param keep how many rows the table may hold; the oldest are dropped beyond that
     */
    public synchronized OptionalLong insert(@Nullable Object[] row, int keep) {
        long id = lastId + 1;
        @Nullable Object[] stored = row.clone();
        for (int at = 0; at < stored.length; at++) {
            if (fields.get(at).system()) {
                stored[at] = id;
            }
        }
        if (isForbidden(stored, id)) {
            return OptionalLong.empty();
        }
        lastId = id;
        store(id, stored);
        if (rows.size() > keep) {
            delete(rows.keySet().iterator().next());
        }
        return OptionalLong.of(id);
    }

    /** Changes the given columns of a row to the cells of a row as wide as the list. */
    public synchronized Written update(long id, int[] columns, @Nullable Object[] cells) {
        @Nullable Object[] before = rows.get(id);
        if (before == null) {
            return Written.NOT_FOUND;
        }
        @Nullable Object[] after = Arrays.copyOf(before, fields.size());
        for (int column : columns) {
            after[column] = fields.get(column).system() ? KeyColumns.at(before, column) : cells[column];
        }
        if (isForbidden(after, id)) {
            return Written.FORBIDDEN;
        }
        indexes.values().forEach(index -> index.remove(before, id));
        store(id, after);
        return Written.DONE;
    }

    public synchronized boolean delete(long id) {
        @Nullable Object[] row = rows.remove(id);
        if (row != null) {
            indexes.values().forEach(index -> index.remove(row, id));
        }
        return row != null;
    }

    public synchronized Optional<Row> row(long id) {
        return Optional.ofNullable(rows.get(id)).map(cells -> new Row(id, fields, cells));
    }

    /** Copies the rows out, in the order they were inserted. */
    public synchronized List<Row> rows() {
        List<Row> copy = new ArrayList<>(rows.size());
        rows.forEach((id, cells) -> copy.add(new Row(id, fields, cells)));
        return copy;
    }

    private boolean isForbidden(@Nullable Object[] row, long id) {
        for (KeyIndex index : indexes.values()) {
            if (index.forbids(row, id)) {
                return true;
            }
        }
        return false;
    }

    private void store(long id, @Nullable Object[] row) {
        rows.put(id, row);
        indexes.values().forEach(index -> index.add(row, id));
    }

    private KeyIndex index(KeyColumns columns) {
        KeyIndex known = indexes.get(columns);
        if (known != null) {
            return known;
        }
        KeyIndex index = new KeyIndex(columns, false);
        rows.forEach((id, row) -> index.add(row, id));
        indexes.put(columns, index);
        return index;
    }

    /** What became of an update. */
    public enum Written {
        DONE,
        NOT_FOUND,
        /** A unique index forbids the new values. */
        FORBIDDEN
    }
}
