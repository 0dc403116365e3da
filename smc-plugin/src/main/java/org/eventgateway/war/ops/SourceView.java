package org.eventgateway.war.ops;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eventgateway.engine.source.FolderStatus;
import org.eventgateway.engine.source.SourceStatus;
import org.eventgateway.engine.source.Totals;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.settings.SettingFault;
import org.jspecify.annotations.Nullable;

/**
 * A source as an operator sees it.
 *
 * @param name the source
 * @param plugin which plugin's source it is an instance of
 * @param state what it is doing
 * @param reason why, if that needs a reason
 * @param faults what is wrong with its settings; never a value
 * @param feeds the connections that get its events
 * @param sinceStart what became of its records
 * @param lastInput when a request or file was last read since the start
 * @param folder its pick-up of files, if it has one
 */
public record SourceView(
        String name,
        String plugin,
        String state,
        @Nullable Reason reason,
        List<SettingFault> faults,
        List<String> feeds,
        Totals sinceStart,
        @Nullable Instant lastInput,
        @Nullable Folder folder) {

    static SourceView of(SourceStatus status) {
        return new SourceView(
                status.name(),
                status.plugin(),
                status.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                status.reason().orElse(null),
                status.faults(),
                status.feeds(),
                status.totals(),
                status.lastInput().orElse(null),
                status.folder().map(Folder::of).orElse(null));
    }

    /**
     * The pick-up of files.
     *
     * @param path where files are picked up
     * @param reading the file in hand
     * @param waiting files that are not ready yet
     * @param done files read without a refused record since the start
     * @param failed files moved aside with a report since the start
     * @param lastFile the last file that was read
     * @param lastFinished when it was
     * @param problems files that cannot be read just now
     */
    public record Folder(
            String path,
            @Nullable String reading,
            int waiting,
            long done,
            long failed,
            @Nullable String lastFile,
            @Nullable Instant lastFinished,
            List<FolderStatus.FileProblem> problems) {

        static Folder of(FolderStatus status) {
            return new Folder(
                    status.folder(),
                    status.reading().orElse(null),
                    status.waiting(),
                    status.done(),
                    status.failed(),
                    status.lastFile().orElse(null),
                    status.lastFinished().orElse(null),
                    status.problems());
        }
    }
}
