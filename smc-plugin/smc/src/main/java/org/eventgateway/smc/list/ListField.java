package org.eventgateway.smc.list;

import java.util.OptionalInt;

/**
 * One field of a list.
 *
 * @param name as SMC spells it
 * @param type what it holds
 * @param length how many UTF-16 units a text may have, as SQL Server counts nvarchar; empty when not bounded
 * @param allowsNull whether it may be empty
 * @param computed whether SMC computes it; such a field cannot be loaded
 */
public record ListField(String name, DataType type, OptionalInt length, boolean allowsNull, boolean computed) {

    /** Makes a text field that may be empty. */
    public static ListField text(String name, int length) {
        return new ListField(name, DataType.TEXT, OptionalInt.of(length), true, false);
    }

    /** Makes a field without a length that may be empty. */
    public static ListField of(String name, DataType type) {
        return new ListField(name, type, OptionalInt.empty(), true, false);
    }
}
