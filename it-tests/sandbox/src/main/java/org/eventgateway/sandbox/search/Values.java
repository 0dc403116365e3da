package org.eventgateway.sandbox.search;

import java.time.Instant;
import java.time.LocalDate;
import org.eventgateway.sandbox.table.KeyValue;
import org.jspecify.annotations.Nullable;

/** Compares two stored values of one field as the database would. */
final class Values {
    private Values() {}

    static int compare(Object left, Object right) {
        if (left instanceof Long one && right instanceof Long two) {
            return Long.compare(one, two);
        }
        if (left instanceof Double one && right instanceof Double two) {
            return Double.compare(one, two);
        }
        if (left instanceof Boolean one && right instanceof Boolean two) {
            return Boolean.compare(one, two);
        }
        if (left instanceof LocalDate one && right instanceof LocalDate two) {
            return one.compareTo(two);
        }
        if (left instanceof Instant one && right instanceof Instant two) {
            return one.compareTo(two);
        }
        return KeyValue.normal(left).toString().compareTo(KeyValue.normal(right).toString());
    }

    /** Orders NULL before everything else. */
    static int compareNullFirst(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        return compare(left, right);
    }
}
