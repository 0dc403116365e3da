package org.eventgateway.engine.pickup;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A file in the folder, as it was when it was looked at.
 *
 * @param path where it is
 * @param size in bytes
 * @param modified when it was last written to
 * @param marked whether its marker says that it is complete
 */
record Arrival(Path path, long size, FileTime modified, boolean marked) {

    String name() {
        return path.getFileName().toString();
    }

    /** Whether nothing was written between two looks. */
    boolean isLike(Arrival other) {
        return size == other.size && modified.equals(other.modified);
    }
}
