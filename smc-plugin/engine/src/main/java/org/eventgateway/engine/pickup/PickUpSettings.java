package org.eventgateway.engine.pickup;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.plugin.settings.SettingsSchema;

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
            "Where files go that could not be read or held bad records, with a report, below folder. Their good records are delivered all the same.");
    public static final Setting<Duration> POLL_INTERVAL =
            Setting.defaulted("poll-interval", SettingType.DURATION_VALUE, "5s", "How often the folder is looked at.");

    /** All of them, as declared; below {@code source.<name>.}, whatever the plugin. */
    public static final SettingsSchema SCHEMA =
            SettingsSchema.of(FOLDER, PATTERN, QUIET_PERIOD, DONE_MARKER, DONE_FOLDER, FAILED_FOLDER, POLL_INTERVAL);

    /** The pick-up of an instance; empty if it has no folder. */
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

    /** What does not fit, with the keys below {@code prefix}. */
    public static List<SettingFault> misfits(String prefix, Settings bound) {
        List<SettingFault> faults = new ArrayList<>();
        bound.find(PATTERN)
                .filter(pattern -> !isGlob(pattern))
                .ifPresent(pattern -> faults.add(fault(prefix, PATTERN, "It is no glob.", "Write it like *.csv.")));
        if (bound.find(FOLDER).filter(folder -> !folder.isAbsolute()).isPresent()) {
            faults.add(fault(
                    prefix,
                    FOLDER,
                    "It is not absolute.",
                    "A relative folder depends on where the server was started."));
        }
        if (bound.find(DONE_FOLDER).isPresent() && bound.find(DONE_FOLDER).equals(bound.find(FAILED_FOLDER))) {
            faults.add(fault(prefix, FAILED_FOLDER, "It is the done-folder as well.", "Give the two different names."));
        }
        if (bound.find(POLL_INTERVAL)
                .filter(interval -> interval.toMillis() < 100)
                .isPresent()) {
            faults.add(fault(prefix, POLL_INTERVAL, "It is shorter than 100 ms.", "Set it to 1s or more."));
        }
        return faults;
    }

    private static boolean isGlob(String pattern) {
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static SettingType<String> folderName() {
        return SettingType.matching(Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*"), "the name of a folder");
    }

    private static SettingFault fault(String prefix, Setting<?> setting, String problem, String remedy) {
        return new SettingFault(prefix + setting.key(), "value", problem, remedy);
    }
}
