package org.eventgateway.sandbox.search;

import java.util.Arrays;
import java.util.Optional;

/** The comparisons a filter can make, under the vendor's names (vendor Swagger of 2020). */
enum Operator {
    EQUAL_TO("EqualTo"),
    NOT_EQUAL_TO("NotEqualTo"),
    GREATER_THAN("GreaterThan"),
    GREATER_THAN_OR_EQUAL_TO("GreaterThanOrEqualTo"),
    LESS_THAN("LessThan"),
    LESS_THAN_OR_EQUAL_TO("LessThanOrEqualTo"),
    LIKE("Like"),
    IS_NULL("IsNull"),
    IS_NOT_NULL("IsNotNull"),
    IS_EMPTY("IsEmpty"),
    IS_NOT_EMPTY("IsNotEmpty");

    private final String label;

    Operator(String label) {
        this.label = label;
    }

    static Optional<Operator> labelled(String label) {
        return Arrays.stream(values())
                .filter(operator -> operator.label.equals(label))
                .findFirst();
    }

    /** Tells whether the operator compares with a value of the filter. */
    boolean needsValue() {
        return switch (this) {
            case IS_NULL, IS_NOT_NULL, IS_EMPTY, IS_NOT_EMPTY -> false;
            case EQUAL_TO,
                    NOT_EQUAL_TO,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL_TO,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL_TO,
                    LIKE -> true;
        };
    }
}
