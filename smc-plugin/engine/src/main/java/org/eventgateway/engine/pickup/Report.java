package org.eventgateway.engine.pickup;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.eventgateway.engine.source.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The report beside a file with faults: one line for each refused record with its position, a code and what is wrong, separated by
 * tabs. Written while the file is read, under a hidden name until it is complete. For one thread.
 */
final class Report implements AutoCloseable {
    /** Who opens the report is about to put the file back; after the window the good records would be events once more. */
    private static final String HEADLINE =
            "position\tcode\twhat is wrong (all else was sent: put back these records only, or the file within gateway.repeat-window)\n";

    private final Path draft;
    private @Nullable BufferedWriter writer;
    private long lines;

    Report(Path draft) {
        this.draft = draft;
    }

    void add(Refusal refusal) {
        try {
            BufferedWriter open = writer;
            if (open == null) {
                Files.deleteIfExists(draft);
                open = Files.newBufferedWriter(draft, StandardCharsets.UTF_8);
                writer = open;
                open.write(HEADLINE);
            }
            open.write(refusal.position() == 0 ? "file" : Long.toString(refusal.position()));
            open.write("\t" + refusal.reason().code() + "\t"
                    + refusal.reason().text().replaceAll("\\p{Cntrl}", " ") + "\n");
            lines++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isEmpty() {
        return lines == 0;
    }

    /** Gives a report its name; one that has it already keeps it. */
    static void publish(Path draft, Path target) throws IOException {
        if (Files.exists(draft)) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Throws away what was written; it may begin anew. */
    void discard() throws IOException {
        close();
        lines = 0;
        Files.deleteIfExists(draft);
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
