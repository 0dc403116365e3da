package org.eventgateway.engine.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingLookup;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.plugin.settings.SettingsBinder;
import org.eventgateway.plugin.settings.SettingsSchema;

/**
 * How the events of one connection are delivered: what the engine adds to the settings of every destination.
 *
 * @param batchEvents at most so many events in a batch
 * @param batchBytes at most so many payload bytes in a batch, unless a single event is larger
 * @param retryFirstDelay the longest first delay after a failure; it doubles from there
 * @param retryLongestDelay no delay is longer
 * @param deadline how long an event is sent again in vain, see {@link FailingTime}
 * @param probeInterval how often a paused connection is looked at
 */
public record DeliverySettings(
        int batchEvents,
        long batchBytes,
        Duration retryFirstDelay,
        Duration retryLongestDelay,
        Duration deadline,
        Duration probeInterval) {

    public static final Setting<Integer> BATCH_EVENTS =
            Setting.defaulted("batch-events", SettingType.integer(1, 10_000), "2500", "The most events in one batch.");
    public static final Setting<Long> BATCH_BYTES = Setting.defaulted(
            "batch-bytes",
            SettingType.SIZE_VALUE,
            "4MB",
            "The most payload in one batch; it bounds the memory of a connection to a few times as much.");
    public static final Setting<Duration> RETRY_FIRST_DELAY = Setting.defaulted(
            "retry-first-delay",
            SettingType.DURATION_VALUE,
            "500ms",
            "The longest delay before the first retry. It doubles with each failure in a row; the actual delay is drawn between "
                    + "zero and that.");
    public static final Setting<Duration> RETRY_LONGEST_DELAY = Setting.defaulted(
            "retry-longest-delay", SettingType.DURATION_VALUE, "5m", "No delay between retries is longer.");
    public static final Setting<Duration> DEADLINE = Setting.defaulted(
            "deadline",
            SettingType.DURATION_VALUE,
            "72h",
            "How long a failing event is sent again before it becomes a dead letter. It counts from the receipt or, if that is later, "
                    + "from when the connection began to fail with nothing getting through, over restarts of the server. A pause for "
                    + "an operator and the time in which the server is down do not count.");
    public static final Setting<Duration> PROBE_INTERVAL = Setting.defaulted(
            "probe-interval",
            SettingType.DURATION_VALUE,
            "30s",
            "How often a connection that waits for an operator is looked at again.");

    /** Not of the delivery, but of the store, which is opened first; see {@link #diskBudget}. */
    public static final Setting<Long> DISK_BUDGET = Setting.optional(
            "disk-budget",
            SettingType.SIZE_VALUE,
            "How much disk the undelivered events of this connection may take; when it is spent, senders whose events go to this "
                    + "connection are asked to come back later, all others are served. Default: gateway.disk-budget alone counts.");

    /** What the engine declares below {@code destination.<name>.}, for every destination. */
    public static final SettingsSchema SCHEMA = SettingsSchema.of(
            BATCH_EVENTS, BATCH_BYTES, RETRY_FIRST_DELAY, RETRY_LONGEST_DELAY, DEADLINE, PROBE_INTERVAL, DISK_BUDGET);

    private static final long SMALLEST_BUDGET = 1_000_000;
    private static final Duration SHORTEST = Duration.ofMillis(1);

    public DeliverySettings {
        if (batchEvents < 1 || batchBytes < 1) {
            throw new IllegalArgumentException("a batch holds at least one event");
        }
        for (Duration each : List.of(retryFirstDelay, retryLongestDelay, deadline, probeInterval)) {
            if (each.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException("a delay is at least 1 ms, was " + each);
            }
        }
        if (retryFirstDelay.compareTo(retryLongestDelay) > 0) {
            throw new IllegalArgumentException("the first delay is longer than the longest");
        }
    }

    /** Takes the values of a binding of {@link #SCHEMA} in which {@link #misfits} found nothing. */
    public static DeliverySettings of(Settings bound) {
        return new DeliverySettings(
                bound.get(BATCH_EVENTS),
                bound.get(BATCH_BYTES),
                bound.get(RETRY_FIRST_DELAY),
                bound.get(RETRY_LONGEST_DELAY),
                bound.get(DEADLINE),
                bound.get(PROBE_INTERVAL));
    }

    /** How many bytes the undelivered events of a connection may take, if its settings below this prefix say so and make sense. */
    public static Optional<Long> diskBudget(String prefix, SettingLookup lookup) {
        return new SettingsBinder(lookup)
                .bind(prefix, SettingsSchema.of(DISK_BUDGET))
                .settings()
                .find(DISK_BUDGET)
                .filter(bytes -> bytes >= SMALLEST_BUDGET);
    }

    /** Finds values that can be read one by one but make no sense; keys carry the prefix. */
    public static List<SettingFault> misfits(String prefix, Settings bound) {
        List<SettingFault> faults = new ArrayList<>();
        if (bound.find(BATCH_BYTES).filter(bytes -> bytes < 1).isPresent()) {
            faults.add(fault(prefix, BATCH_BYTES, "It is zero.", "Set it to 1MB or more."));
        }
        if (bound.find(DISK_BUDGET).filter(bytes -> bytes < SMALLEST_BUDGET).isPresent()) {
            faults.add(fault(prefix, DISK_BUDGET, "It is less than 1 MB.", "Set it to 1MB or more."));
        }
        for (Setting<Duration> each : List.of(RETRY_FIRST_DELAY, RETRY_LONGEST_DELAY, DEADLINE, PROBE_INTERVAL)) {
            if (bound.find(each).filter(Duration::isZero).isPresent()) {
                faults.add(fault(prefix, each, "It is zero.", "Set it to 1ms or more."));
            }
        }
        Duration first = bound.find(RETRY_FIRST_DELAY).orElse(SHORTEST);
        if (bound.find(RETRY_LONGEST_DELAY)
                .filter(longest -> !longest.isZero() && first.compareTo(longest) > 0)
                .isPresent()) {
            faults.add(fault(
                    prefix, RETRY_LONGEST_DELAY, "It is shorter than retry-first-delay.", "Make it at least as long."));
        }
        return faults;
    }

    private static SettingFault fault(String prefix, Setting<?> setting, String problem, String remedy) {
        return new SettingFault(prefix + setting.key(), "value", problem, remedy);
    }
}
