package org.eventgateway.sandbox.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a key, whose order does not matter. Made once for a whole load, as the key of each row is read by it. */
public record KeyColumns(List<Integer> sorted) {
    public KeyColumns {
        sorted = sorted.stream().sorted().toList();
    }

    public static KeyColumns of(int... columns) {
        return new KeyColumns(Arrays.stream(columns).boxed().toList());
    }

    /** Returns the comparable form of a row's key; null if one of its columns is NULL, which equals nothing. */
    public @Nullable Object of(@Nullable Object[] row) {
        if (sorted.size() == 1) {
            Object value = at(row, sorted.get(0));
            return value == null ? null : KeyValue.normal(value);
        }
        List<Object> parts = new ArrayList<>(sorted.size());
        for (int column : sorted) {
            Object value = at(row, column);
            if (value == null) {
                return null;
            }
            parts.add(KeyValue.normal(value));
        }
        return parts;
    }

    /** Tells whether all columns of another key are among these. */
    boolean cover(KeyColumns other) {
        return sorted.containsAll(other.sorted);
    }

    /** Returns a row's cell; rows written before a column was added are shorter than the list is wide. */
    static @Nullable Object at(@Nullable Object[] row, int column) {
        return column < row.length ? row[column] : null;
    }
}
