package org.eventgateway.war.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eventgateway.war.door.TrackingDoor;

/** Turns every spelling of a path into one. */
final class CanonicalPath {
    static final String TRACKING = "v1";

    private CanonicalPath() {}

    /**
     * Drops empty parts, so that {@code //v1/import/} is {@code v1/import} (Segment's Java library sends that for an endpoint that ends
     * in a slash), and puts {@code v1} before a call that stands alone.
     *
     * @param path below the application, encoded
     */
    static String of(String path) {
        List<String> parts = new ArrayList<>(4);
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        if (parts.size() == 1 && TrackingDoor.hint(parts.get(0)).isPresent()) {
            parts.add(0, TRACKING);
        }
        if (parts.size() == 2 && parts.get(0).equalsIgnoreCase(TRACKING)) {
            parts.set(0, TRACKING);
            parts.set(1, parts.get(1).toLowerCase(Locale.ROOT));
        }
        return String.join("/", parts);
    }

    /** Whether a path is one of the Tracking API. */
    static boolean isTracking(String path) {
        String canonical = of(path);
        return canonical.equals(TRACKING) || canonical.startsWith(TRACKING + "/");
    }
}
