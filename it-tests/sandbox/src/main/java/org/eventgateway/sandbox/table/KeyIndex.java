package org.eventgateway.sandbox.table;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds rows by some columns; rows with a NULL among them are left out. Guarded by the table that owns it. */
final class KeyIndex {
    private final KeyColumns columns;
    private final boolean unique;
    // a Long for one row, a set for several: nearly all keys have one row, and a set each would cost ten times the
    // memory
    private final Map<Object, Object> rows = new HashMap<>();

    KeyIndex(KeyColumns columns, boolean unique) {
        this.columns = columns;
        this.unique = unique;
    }

    boolean isUnique() {
        return unique;
    }

    @Nullable Object keyOf(@Nullable Object[] row) {
        return columns.of(row);
    }

    List<Long> find(@Nullable Object key) {
        Object found = key == null ? null : rows.get(key);
        if (found == null) {
            return List.of();
        }
        return found instanceof Long one ? List.of(one) : List.copyOf(many(found));
    }

    /** Tells whether this unique index forbids a row's key, because another row has it. */
    boolean forbids(@Nullable Object[] row, long id) {
        return unique && find(keyOf(row)).stream().anyMatch(other -> other != id);
    }

    void add(@Nullable Object[] row, long id) {
        Object key = keyOf(row);
        if (key == null) {
            return;
        }
        Object before = rows.putIfAbsent(key, id);
        if (before instanceof Long one) {
            Set<Long> both = new LinkedHashSet<>();
            both.add(one);
            both.add(id);
            rows.put(key, both);
        } else if (before != null) {
            many(before).add(id);
        }
    }

    void remove(@Nullable Object[] row, long id) {
        Object key = keyOf(row);
        Object found = key == null ? null : rows.get(key);
        if (key == null || found == null) {
            return;
        }
        if (found instanceof Long) {
            rows.remove(key);
            return;
        }
        many(found).remove(id);
        if (many(found).isEmpty()) {
            rows.remove(key);
        }
    }

    @SuppressWarnings("unchecked")
    private static Set<Long> many(Object found) {
        return (Set<Long>) found;
    }
}
