package org.eventgateway.trackingapi.parser;

import java.math.BigDecimal;

/** Turns an id that a sender wrote as a number into text without losing a digit or gaining an exponent. */
final class IdText {
    /** Beyond this nobody means an id, and writing the number out could fill the memory. */
    private static final int LONGEST_WRITTEN_OUT = 100;

    private IdText() {}

    /** {@code 507} for 507, {@code 10000000000} for 1.0E10, {@code 12.5} for 12.50; a monster such as 1e999999 stays as written. */
    static String of(String number) {
        if (number.chars().allMatch(c -> c >= '0' && c <= '9') || number.length() > LONGEST_WRITTEN_OUT) {
            return number;
        }
        try {
            BigDecimal value = new BigDecimal(number);
            if (Math.abs((long) value.scale()) > LONGEST_WRITTEN_OUT) {
                return number;
            }
            return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            // An exponent beyond what fits an int is valid JSON all the same.
            return number;
        }
    }
}
