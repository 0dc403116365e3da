package org.eventgateway.sandbox.table;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * One column of a list.
 *
 * @param length the number of UTF-16 units a Text field holds; empty for all other types
 * @param system whether SMC itself fills the field, as the numeric ID of contacts
 */
public record Field(
        String name,
        DataType type,
        OptionalInt length,
        boolean allowNull,
        FieldContent content,
        String description,
        String optionlist,
        String valueDefinition,
        boolean system) {
    public Field {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("a field's name holds letters, digits and underscores, was " + name);
        }
        if ((type == DataType.TEXT) != length.isPresent()) {
            throw new IllegalArgumentException("field " + name + ": a Text field, and no other, has a length");
        }
        if (length.isPresent() && (length.getAsInt() < 1 || length.getAsInt() > 4000)) {
            throw new IllegalArgumentException("field " + name + ": the length must be 1 to 4000");
        }
    }

    /** Makes a free field that may be null. */
    public static Field of(String name, DataType type) {
        return new Field(name, type, OptionalInt.empty(), true, FieldContent.FREE, "", "", "", false);
    }

    /** Makes a free Text field that may be null. */
    public static Field text(String name, int length) {
        return new Field(name, DataType.TEXT, OptionalInt.of(length), true, FieldContent.FREE, "", "", "", false);
    }

    /** Makes the numeric ID that SMC gives to each contact. */
    public static Field id() {
        return new Field(
                "ID", DataType.LONG, OptionalInt.empty(), false, FieldContent.FREE, "system key", "", "", true);
    }

    /** The name as it is compared: without case, as the database does. */
    String lookupName() {
        return name.toLowerCase(Locale.ROOT);
    }
}
