package org.eventgateway.engine.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.settings.SettingFault;

/**
 * How a source is, at one moment.
 *
 * @param name the source
 * @param plugin which plugin's source it is an instance of, or what was asked for in vain
 * @param state what it is doing
 * @param reason why, for the states that need a reason
 * @param faults what is wrong with its settings
 * @param feeds the connections that get its events
 * @param totals what became of its records since the start
 * @param lastInput when an input was last read since the start
 * @param folder its pick-up of files, if it has one
 */
public record SourceStatus(
        String name,
        String plugin,
        SourceState state,
        Optional<Reason> reason,
        List<SettingFault> faults,
        List<String> feeds,
        Totals totals,
        Optional<Instant> lastInput,
        Optional<FolderStatus> folder) {
    public SourceStatus {
        faults = List.copyOf(faults);
        feeds = List.copyOf(feeds);
    }
}
