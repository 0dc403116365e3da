package org.eventgateway.smc.list;

/** The data types of a list's fields (vendor Swagger 2020: field object). */
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
    JSON("Json"),
    /** A type that this version does not know; its values are sent as text, and SMC judges them. */
    UNKNOWN("Unknown");

    private final String wireName;

    DataType(String wireName) {
        this.wireName = wireName;
    }

    /** The vendor's name. */
    public String wireName() {
        return wireName;
    }

    /** Finds the type of a vendor's name; an unknown name is {@link #UNKNOWN}, as new types have appeared before. */
    public static DataType of(String text) {
        for (DataType type : values()) {
            if (type.wireName.equalsIgnoreCase(text)) {
                return type;
            }
        }
        return UNKNOWN;
    }
}
