package org.eventgateway.sandbox.load;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eventgateway.sandbox.table.Field;
import org.eventgateway.sandbox.table.Table;
import org.jspecify.annotations.Nullable;

/** Writes one checked record into a table, by its key. */
record Upsert(Table table, Columns columns, ImportOption option, int keepRows) {
    /** Inserts or updates as the option says; atomic. */
    Effect write(@Nullable Object[] row) {
        // finding and writing must see the same rows, although a single save may run beside a load
        synchronized (table) {
            List<Long> found = table.matches(columns.keys(), row);
            if (found.isEmpty()) {
                return option == ImportOption.ONLY_UPDATE || columns.keyedBySystem()
                        ? new Effect(Kind.NOT_FOUND, found)
                        : insert(row);
            }
            return option == ImportOption.ONLY_INSERT ? new Effect(Kind.EXISTS, found) : update(found, row);
        }
    }

    /** Returns the name of a field that must have a value and gets none from a record that is to be inserted. */
    private Optional<String> missingField(@Nullable Object[] row) {
        for (int at = 0; at < row.length; at++) {
            Field field = columns.fields().get(at);
            if (!field.allowNull() && !field.system() && row[at] == null) {
                return Optional.of(field.name());
            }
        }
        return Optional.empty();
    }

    private Effect insert(@Nullable Object[] row) {
        if (missingField(row).isPresent()) {
            return new Effect(Kind.INCOMPLETE, List.of());
        }
        OptionalLong id = table.insert(row, keepRows);
        return id.isPresent()
                ? new Effect(Kind.INSERTED, List.of(id.getAsLong()))
                : new Effect(Kind.NOT_UNIQUE, List.of());
    }

    private Effect update(List<Long> found, @Nullable Object[] row) {
        for (long id : found) {
            if (table.update(id, columns.cells(), row) == Table.Written.FORBIDDEN) {
                return new Effect(Kind.NOT_UNIQUE, List.of());
            }
        }
        return new Effect(Kind.UPDATED, found);
    }

    /** What a record did, and to which rows. */
    record Effect(Kind kind, List<Long> rows) {}

    /** What a record can do. */
    enum Kind {
        INSERTED,
        UPDATED,
        /** Left alone, because only inserts were asked for. */
        EXISTS,
        /** Not inserted, because only updates were asked for or the key is the system's own. */
        NOT_FOUND,
        /** Refused by a unique index. */
        NOT_UNIQUE,
        /** Not inserted, because a field that must have a value has none. */
        INCOMPLETE
    }
}
