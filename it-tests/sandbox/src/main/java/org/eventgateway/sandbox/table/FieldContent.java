package org.eventgateway.sandbox.table;

import java.util.Arrays;
import java.util.Optional;

/** What feeds a field (vendor Swagger of 2020: field object). */
public enum FieldContent {
    FREE("Free"),
    SINGLE("Single"),
    MULTI("Multi"),
    COMPUTED_NON_PERSISTED("ComputedNonPersisted"),
    COMPUTED_PERSISTED("ComputedPersisted"),
    LOOKUP("Lookup");

    private final String label;

    FieldContent(String label) {
        this.label = label;
    }

    public static Optional<FieldContent> labelled(String label) {
        return Arrays.stream(values())
                .filter(content -> content.label.equals(label))
                .findFirst();
    }

    public String label() {
        return label;
    }

    /** Tells whether the database computes the value, so that nobody can load one. */
    public boolean isComputed() {
        return this == COMPUTED_NON_PERSISTED || this == COMPUTED_PERSISTED;
    }
}
