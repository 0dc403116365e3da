package org.eventgateway.sandbox.journey;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of journey, under the vendor's names (vendor Swagger of 2020). */
public enum JourneyType {
    SINGLE_BATCH("singlebatch"),
    TRANSACTIONAL("transactional"),
    AB("ab"),
    RECURRING("recurring"),
    CUSTOM("custom");

    private final String label;

    JourneyType(String label) {
        this.label = label;
    }

    public static Optional<JourneyType> labelled(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }

    String label() {
        return label;
    }
}
