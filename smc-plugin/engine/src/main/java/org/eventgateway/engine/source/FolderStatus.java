package org.eventgateway.engine.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eventgateway.plugin.Reason;

/**
 * How the pick-up of files does, at one moment.
 *
 * @param folder where files are picked up
 * @param problem why nothing is taken just now
 * @param reading the file in hand
 * @param waiting files that are not ready yet, such as those that still grow
 * @param done files read without a refused record since the start
 * @param failed files moved aside with a report since the start
 * @param lastFile the last file that was read
 * @param lastFinished when it was
 * @param problems files that cannot be read just now and are tried again
 */
public record FolderStatus(
        String folder,
        Optional<Reason> problem,
        Optional<String> reading,
        int waiting,
        long done,
        long failed,
        Optional<String> lastFile,
        Optional<Instant> lastFinished,
        List<FileProblem> problems) {
    public FolderStatus {
        problems = List.copyOf(problems);
    }

    /**
     * A file that cannot be read just now.
     *
     * @param file its name
     * @param reason why
     */
    public record FileProblem(String file, Reason reason) {}
}
