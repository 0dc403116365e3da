package org.eventgateway.plugin.api;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type with something of each kind. */
public record Sample(String name, int size) implements Comparable<Sample> {
    public static final int LIMIT = 7;

    public static <T extends Number> List<T> load(@Nullable String from) throws IOException {
        if (from == null) {
            throw new IOException("nothing to load from");
        }
        return List.of();
    }

    @Override
    public int compareTo(Sample other) {
        return Integer.compare(size, other.size);
    }

    int hidden() {
        return size;
    }
}
