package org.eventgateway.sandbox.segment;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of segment, under the vendor's names (vendor Swagger of 2020). */
public enum SegmentType {
    DYNAMIC("Dynamic"),
    STATIC("Static"),
    EXTERNAL("External");

    private final String label;

    SegmentType(String label) {
        this.label = label;
    }

    public static Optional<SegmentType> labelled(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label.equalsIgnoreCase(label))
                .findFirst();
    }

    public String label() {
        return label;
    }
}
