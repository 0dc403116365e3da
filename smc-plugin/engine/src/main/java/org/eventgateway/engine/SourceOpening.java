package org.eventgateway.engine;

import java.util.List;
import java.util.Optional;
import org.eventgateway.engine.pickup.PickUpSettings;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.source.Source;

/**
 * What came of opening a source.
 *
 * @param name the source
 * @param plugin which plugin's source it is an instance of, or what was asked for in vain
 * @param feeds the connections that get its events; none if that cannot be told
 * @param opened the open instance; empty when there are faults
 * @param faults what is wrong with its settings
 */
record SourceOpening(
        String name, String plugin, List<String> feeds, Optional<Opened> opened, List<SettingFault> faults) {
    SourceOpening {
        feeds = List.copyOf(feeds);
        faults = List.copyOf(faults);
    }

    /** Does not show the settings. */
    @Override
    public String toString() {
        return "SourceOpening[" + name + ", " + faults.size() + " faults]";
    }

    /**
     * An open instance.
     *
     * @param source the instance; closed by whoever opened it
     * @param pickUp its folder, if it has one
     */
    record Opened(Source source, Optional<PickUpSettings> pickUp) {}
}
