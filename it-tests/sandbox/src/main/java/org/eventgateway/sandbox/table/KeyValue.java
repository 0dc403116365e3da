package org.eventgateway.sandbox.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the form of values in which keys are compared: text without case and trailing blanks, as SQL Server collates. */
public final class KeyValue {
    private KeyValue() {}

    /** Returns the comparable form of one value. */
    public static Object normal(Object value) {
        return value instanceof String text ? normal(text) : value;
    }

    static String normal(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /** Returns the comparable form of a row's key columns; null if one of them is NULL, which equals nothing. */
    static @Nullable Object ofRow(@Nullable Object[] row, int[] columns) {
        if (columns.length == 1) {
            Object value = at(row, columns[0]);
            return value == null ? null : normal(value);
        }
        List<Object> parts = new ArrayList<>(columns.length);
        for (int column : columns) {
            Object value = at(row, column);
            if (value == null) {
                return null;
            }
            parts.add(normal(value));
        }
        return parts;
    }

    /** Returns a row's cell; rows written before a column was added are shorter than the list is wide. */
    static @Nullable Object at(@Nullable Object[] row, int column) {
        return column < row.length ? row[column] : null;
    }
}
