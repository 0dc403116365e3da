package org.eventgateway.smc.source;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.Settings;

/**
 * Where export files are picked up, for the gateway's folder watcher. A file is taken when its size and time stood still for
 * {@code quietPeriod}, or when its marker exists; then it moves to {@code doneFolder} or, with a report, to {@code failedFolder}.
 *
 * @param folder where exports arrive
 * @param pattern which names are taken, a glob
 * @param quietPeriod how long a file must have stood still
 * @param doneMarker what is appended to a file's name to form the name of its marker
 * @param doneFolder where read files go; relative to {@code folder}
 * @param failedFolder where files that could not be read go; relative to {@code folder}
 * @param pollInterval how often the folder is looked at
 */
public record PickUpSettings(
        Path folder,
        String pattern,
        Duration quietPeriod,
        String doneMarker,
        String doneFolder,
        String failedFolder,
        Duration pollInterval) {
    public static final Setting<Path> FOLDER = Setting.optional(
            "folder", SettingType.PATH, "The folder in which export files arrive. Unset: no files are picked up.");
    public static final Setting<String> PATTERN = Setting.defaulted(
            "pattern", SettingType.TEXT, "*.{csv,txt,tsv,json,jsonl,ndjson}", "Which file names are taken, a glob.");
    public static final Setting<Duration> QUIET_PERIOD = Setting.defaulted(
            "quiet-period",
            SettingType.DURATION_VALUE,
            "10s",
            "How long a file's size and time must have stood still before it is taken, unless its marker exists.");
    public static final Setting<String> DONE_MARKER = Setting.defaulted(
            "done-marker",
            SettingType.matching(Pattern.compile("[A-Za-z0-9._-]+"), "an ending such as .done"),
            ".done",
            "A file of this additional ending says that the file before it is complete.");
    public static final Setting<String> DONE_FOLDER =
            Setting.defaulted("done-folder", folderName(), "done", "Where files go that were read, below folder.");
    public static final Setting<String> FAILED_FOLDER = Setting.defaulted(
            "failed-folder",
            folderName(),
            "failed",
            "Where files go that could not be read or held bad records, with a report, below folder.");
    public static final Setting<Duration> POLL_INTERVAL =
            Setting.defaulted("poll-interval", SettingType.DURATION_VALUE, "5s", "How often the folder is looked at.");

    /** The pick-up of an instance; empty if it has no folder. Faults are found when the instance is opened. */
    public static Optional<PickUpSettings> of(Settings bound) {
        return bound.find(FOLDER)
                .map(folder -> new PickUpSettings(
                        folder,
                        bound.get(PATTERN),
                        bound.get(QUIET_PERIOD),
                        bound.get(DONE_MARKER),
                        bound.get(DONE_FOLDER),
                        bound.get(FAILED_FOLDER),
                        bound.get(POLL_INTERVAL)));
    }

    static void check(Settings bound, List<SettingFault> faults) {
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + bound.get(PATTERN));
        } catch (PatternSyntaxException e) {
            faults.add(fault(PATTERN, "It is no glob.", "Write it like *.csv."));
        }
        if (bound.find(FOLDER).filter(folder -> !folder.isAbsolute()).isPresent()) {
            faults.add(
                    fault(FOLDER, "It is not absolute.", "A relative folder depends on where the server was started."));
        }
        if (bound.get(DONE_FOLDER).equals(bound.get(FAILED_FOLDER))) {
            faults.add(fault(FAILED_FOLDER, "It is the done-folder as well.", "Give the two different names."));
        }
        if (bound.get(POLL_INTERVAL).toMillis() < 100) {
            faults.add(fault(POLL_INTERVAL, "It is shorter than 100 ms.", "Set it to 1s or more."));
        }
    }

    static List<Setting<?>> declared() {
        return List.of(FOLDER, PATTERN, QUIET_PERIOD, DONE_MARKER, DONE_FOLDER, FAILED_FOLDER, POLL_INTERVAL);
    }

    private static SettingType<String> folderName() {
        return SettingType.matching(Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*"), "the name of a folder");
    }

    private static SettingFault fault(Setting<?> setting, String problem, String remedy) {
        return new SettingFault(setting.key(), "value", problem, remedy);
    }
}
