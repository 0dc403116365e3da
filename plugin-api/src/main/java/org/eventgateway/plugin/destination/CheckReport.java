package org.eventgateway.plugin.destination;

import java.util.List;

/**
 * What a check of a connection found.
 *
 * @param steps in the order in which they were taken
 */
public record CheckReport(List<Step> steps) {
    public CheckReport {
        steps = List.copyOf(steps);
    }

    /** Whether no step failed. */
    public boolean passed() {
        return steps.stream().noneMatch(step -> step.verdict() == Verdict.FAILED);
    }

    /** How a step went. */
    public enum Verdict {
        PASSED,
        /** It works, but something should be looked at. */
        WARNING,
        FAILED,
        /** Not looked at, because an earlier step failed or it cannot be looked at without writing. */
        SKIPPED
    }

    /**
     * One step.
     *
     * @param name what was looked at
     * @param verdict how it went
     * @param text what was found, which one, and what to do
     */
    public record Step(String name, Verdict verdict, String text) {}
}
