package org.eventgateway.sandbox.load;

import java.util.List;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.table.Field;
import org.eventgateway.sandbox.table.KeyColumns;
import org.eventgateway.sandbox.table.Table;

/** The columns that a bulk operation names, found in its list. */
final class Columns {
    private final List<Field> fields;
    private final int[] cells;
    private final KeyColumns keys;

    private Columns(List<Field> fields, int[] cells, KeyColumns keys) {
        this.fields = fields;
        this.cells = cells;
        this.keys = keys;
    }

    /** Finds the columns; refuses unknown, computed and system fields and keys that are not loaded with 400. */
    static Columns of(Table table, List<String> names, List<String> keyNames) {
        List<Field> fields = table.fields();
        int[] keys = keyNames.stream().mapToInt(name -> find(table, name)).toArray();
        int[] cells = names.stream().mapToInt(name -> find(table, name)).toArray();
        for (int at = 0; at < keys.length; at++) {
            if (!contains(cells, keys[at])) {
                throw Replies.invalid("key field " + keyNames.get(at) + " is not among the fields");
            }
        }
        for (int cell : cells) {
            Field field = fields.get(cell);
            if (field.content().isComputed()) {
                throw Replies.invalid("field " + field.name() + " is computed and cannot be loaded");
            }
            if (field.system() && !contains(keys, cell)) {
                throw Replies.invalid("field " + field.name() + " is set by the system and can only be a key");
            }
        }
        return new Columns(fields, cells, KeyColumns.of(keys));
    }

    /** The list's fields as they were when the columns were found. */
    List<Field> fields() {
        return fields;
    }

    /** For each cell of a body row, the column it goes to; not a copy. */
    int[] cells() {
        return cells;
    }

    /** The columns to match on, all of them among the cells. */
    KeyColumns keys() {
        return keys;
    }

    boolean isKey(int column) {
        return keys.sorted().contains(column);
    }

    /** Tells whether the system's own key is among the keys, with which nothing can be inserted. */
    boolean keyedBySystem() {
        for (int key : keys.sorted()) {
            if (fields.get(key).system()) {
                return true;
            }
        }
        return false;
    }

    private static int find(Table table, String name) {
        return table.column(name).orElseThrow(() -> Replies.invalid("there is no field " + name));
    }

    private static boolean contains(int[] columns, int wanted) {
        for (int column : columns) {
            if (column == wanted) {
                return true;
            }
        }
        return false;
    }
}
