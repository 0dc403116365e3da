package org.eventgateway.sandbox.table;

import java.util.Locale;

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
}
