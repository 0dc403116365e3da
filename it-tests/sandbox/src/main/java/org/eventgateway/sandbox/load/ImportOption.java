package org.eventgateway.sandbox.load;

import java.util.Arrays;
import java.util.List;

/** What a load may do to records (vendor Swagger of 2020: {@code data_import_option}). */
enum ImportOption {
    INSERT_AND_UPDATE("InsertAndUpdate"),
    ONLY_INSERT("OnlyInsert"),
    ONLY_UPDATE("OnlyUpdate");

    private final String label;

    ImportOption(String label) {
        this.label = label;
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(option -> option.label).toList();
    }

    static ImportOption labelled(String label) {
        return Arrays.stream(values())
                .filter(option -> option.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no import option " + label));
    }
}
