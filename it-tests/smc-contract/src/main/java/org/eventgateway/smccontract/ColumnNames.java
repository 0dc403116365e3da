package org.eventgateway.smccontract;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lists of column names as SMC takes them: one text, separated by commas. */
final class ColumnNames {

    private ColumnNames() {}

    static List<String> split(String names) {
        return List.of(names.split(",", -1));
    }

    // The columns of a database table: MAIL and Mail are one column there.
    static boolean repeated(List<String> names) {
        Set<String> seen = new HashSet<>();
        return !names.stream().map(name -> name.toUpperCase(Locale.ROOT)).allMatch(seen::add);
    }
}
