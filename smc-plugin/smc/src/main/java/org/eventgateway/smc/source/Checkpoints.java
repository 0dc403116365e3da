package org.eventgateway.smc.source;

import java.util.Optional;
import org.eventgateway.plugin.source.Checkpoint;
import org.eventgateway.smc.source.record.ResumePoint;

/** Writes and reads checkpoints: {@code 1;fingerprint;offset;line;record;a|s}. */
final class Checkpoints {
    private static final String VERSION = "1";

    private Checkpoints() {}

    static Checkpoint write(String fingerprint, ResumePoint point) {
        return new Checkpoint(String.join(
                ";",
                VERSION,
                fingerprint,
                Long.toString(point.offset()),
                Long.toString(point.line()),
                Long.toString(point.record()),
                point.inArray() ? "a" : "s"));
    }

    /** Where to go on; empty if the checkpoint belongs to another file or was not written here. */
    static Optional<ResumePoint> read(Optional<Checkpoint> checkpoint, String fingerprint) {
        String[] parts = checkpoint.map(Checkpoint::value).orElse("").split(";", -1);
        if (parts.length != 6 || !parts[0].equals(VERSION) || !parts[1].equals(fingerprint)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ResumePoint(
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]),
                    Long.parseLong(parts[4]),
                    parts[5].equals("a")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
