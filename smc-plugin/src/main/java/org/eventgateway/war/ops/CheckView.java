package org.eventgateway.war.ops;

import java.util.List;
import java.util.Locale;
import org.eventgateway.plugin.destination.CheckReport;

/**
 * What a check found.
 *
 * @param passed whether no step failed
 * @param steps in the order in which they were taken
 */
public record CheckView(boolean passed, List<Step> steps) {

    static CheckView of(CheckReport report) {
        return new CheckView(
                report.passed(),
                report.steps().stream()
                        .map(step -> new Step(step.name(), step.verdict().name().toLowerCase(Locale.ROOT), step.text()))
                        .toList());
    }

    /**
     * One step.
     *
     * @param name what was looked at
     * @param verdict how it went
     * @param text what was found and what to do
     */
    public record Step(String name, String verdict, String text) {}
}
