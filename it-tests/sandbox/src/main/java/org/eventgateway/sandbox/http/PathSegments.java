package org.eventgateway.sandbox.http;

import java.util.Arrays;
import java.util.List;

/** Splits a raw path at its slashes and decodes each segment once, so that an encoded slash stays inside its segment. */
public final class PathSegments {
    private PathSegments() {}

    /** Returns the decoded segments; the path starts with a slash, which makes no empty segment. */
    public static List<String> of(String rawPath) {
        String path = rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
        return Arrays.stream(path.split("/", -1)).map(PercentCoding::segment).toList();
    }
}
