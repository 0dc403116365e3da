package org.eventgateway.sandbox.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One stored row. Rows are replaced, never changed, so a row stays as it was when it was read. */
public final class Row {
    private final long id;
    private final List<Field> fields;
    private final @Nullable Object[] cells;

    Row(long id, List<Field> fields, @Nullable Object[] cells) {
        this.id = id;
        this.fields = fields;
        this.cells = cells;
    }

    /** The number under which the table keeps the row; for contacts it is also the field ID. */
    public long id() {
        return id;
    }

    /** Returns the value of a column; null is SQL's NULL. */
    public @Nullable Object cell(int column) {
        return KeyColumns.at(cells, column);
    }

    /** Returns the values by field name, in the fields' order, without those that are NULL. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int at = 0; at < fields.size(); at++) {
            Object value = cell(at);
            if (value != null) {
                values.put(fields.get(at).name(), value);
            }
        }
        return Collections.unmodifiableMap(values);
    }
}
