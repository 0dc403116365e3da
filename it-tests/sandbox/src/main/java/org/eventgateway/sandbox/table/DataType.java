package org.eventgateway.sandbox.table;

import java.util.Arrays;
import java.util.Optional;

/** The data types a list's field can have, under the vendor's names (vendor Swagger of 2020: field object). */
public enum DataType {
    BOOLEAN("Boolean"),
    /** A whole number of 32 bits. */
    NUMERIC("Numeric"),
    /** A whole number of 64 bits. */
    LONG("Long"),
    FLOAT("Float"),
    DATE("Date"),
    DATE_TIME("DateTime"),
    TEXT("Text"),
    LONG_TEXT("LongText"),
    JSON("Json");

    private final String label;

    DataType(String label) {
        this.label = label;
    }

    /** Finds a type by the vendor's name, case included. */
    public static Optional<DataType> labelled(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }

    /** The vendor's name. */
    public String label() {
        return label;
    }
}
