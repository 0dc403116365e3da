package org.eventgateway.plugin.settings;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Settings that are valid one by one but do not fit together. Thrown by a factory's {@code open}; the instance does not start. */
public final class SettingsException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<SettingFault> faults;

    public SettingsException(List<SettingFault> faults) {
        super(faults.stream().map(SettingFault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** All faults, not only the first. Keys are relative to the instance. */
    public List<SettingFault> faults() {
        return faults;
    }
}
