package org.eventgateway.sandbox;

import java.time.Clock;
import org.eventgateway.sandbox.journal.JournalLimits;
import org.eventgateway.sandbox.seed.Seed;

/** What a sandbox starts with, and goes back to on a reset. */
public record SandboxConfig(Clock clock, Seed seed, SandboxSettings settings, JournalLimits journalLimits) {
    /** The real clock, the built-in seed and the default settings. */
    public static SandboxConfig defaults() {
        return new SandboxConfig(Clock.systemUTC(), Seed.builtIn(), SandboxSettings.DEFAULT, JournalLimits.DEFAULT);
    }

    public SandboxConfig withClock(Clock newClock) {
        return new SandboxConfig(newClock, seed, settings, journalLimits);
    }

    public SandboxConfig withSeed(Seed newSeed) {
        return new SandboxConfig(clock, newSeed, settings, journalLimits);
    }

    public SandboxConfig withSettings(SandboxSettings newSettings) {
        return new SandboxConfig(clock, seed, newSettings, journalLimits);
    }

    public SandboxConfig withJournalLimits(JournalLimits newLimits) {
        return new SandboxConfig(clock, seed, settings, newLimits);
    }
}
