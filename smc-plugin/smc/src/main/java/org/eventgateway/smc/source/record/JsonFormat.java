package org.eventgateway.smc.source.record;

import java.nio.charset.Charset;
import java.util.Set;

/**
 * How JSON is read.
 *
 * @param names the normalised names that are asked for; members of other names are passed over
 * @param charset of the text
 * @param mostBytes of one record
 */
public record JsonFormat(Set<String> names, Charset charset, int mostBytes) {
    public JsonFormat {
        names = Set.copyOf(names);
    }

    /** No name that is asked for is longer. */
    int longestName() {
        return names.stream().mapToInt(String::length).max().orElse(0);
    }
}
