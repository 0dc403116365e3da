package org.eventgateway.war.ops;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
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

    /** For people: whether it passed on the first line, then a line for each step. */
    public String text() {
        int verdicts = width(Step::verdict);
        int names = width(Step::name);
        StringBuilder text = new StringBuilder(passed ? "passed\n" : "failed\n");
        for (Step step : steps) {
            text.append("  ")
                    .append(padded(step.verdict(), verdicts))
                    .append("  ")
                    .append(padded(step.name(), names))
                    .append("  ")
                    .append(step.text())
                    .append('\n');
        }
        return text.toString();
    }

    private int width(Function<Step, String> column) {
        return steps.stream().map(column).mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
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
