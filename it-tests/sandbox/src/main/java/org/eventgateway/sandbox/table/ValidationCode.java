package org.eventgateway.sandbox.table;

/** Why a record is invalid (vendor Swagger of 2020: {@code validation_code}). */
public enum ValidationCode {
    UNKNOWN("Unknown"),
    INVALID_FIELD_COUNT("InvalidFieldCount"),
    MAX_STRING_LENGTH_EXCEEDED("MaxStringLengthExceeded"),
    INVALID_TYPE("InvalidType");

    private final String label;

    ValidationCode(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
