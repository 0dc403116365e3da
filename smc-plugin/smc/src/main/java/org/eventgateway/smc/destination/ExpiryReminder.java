package org.eventgateway.smc.destination;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eventgateway.plugin.destination.CheckReport;
import org.jspecify.annotations.Nullable;

/** Warns once a day when the key is about to end, for as long as that is so. Asked about once a minute; for one thread at a time. */
final class ExpiryReminder {
    private final Supplier<Optional<Finding>> expiry;
    private final Clock clock;
    private final Consumer<String> warning;
    private @Nullable LocalDate lookedAt;

    /**
     * Makes a reminder.
     *
     * @param expiry what is known of the key's end
     * @param clock tells the day, in UTC
     * @param warning gets the text for the log
     */
    ExpiryReminder(Supplier<Optional<Finding>> expiry, Clock clock, Consumer<String> warning) {
        this.expiry = expiry;
        this.clock = clock;
        this.warning = warning;
    }

    void remind() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (today.equals(lookedAt)) {
            return;
        }
        lookedAt = today;
        expiry.get()
                .map(Finding::step)
                .filter(step -> step.verdict() == CheckReport.Verdict.WARNING)
                .ifPresent(step -> warning.accept(step.text()));
    }
}
