package org.eventgateway.smc.destination;

import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.plugin.destination.CheckReport.Verdict;

/**
 * What one step of a check found.
 *
 * @param step the step for people
 * @param problem why nothing can be delivered, if that is what was found
 */
record Finding(CheckReport.Step step, Optional<Reason> problem) {

    static Finding passed(String name, String text) {
        return new Finding(new CheckReport.Step(name, Verdict.PASSED, text), Optional.empty());
    }

    static Finding warning(String name, String text) {
        return new Finding(new CheckReport.Step(name, Verdict.WARNING, text), Optional.empty());
    }

    static Finding skipped(String name, String text) {
        return new Finding(new CheckReport.Step(name, Verdict.SKIPPED, text), Optional.empty());
    }

    static Finding failed(String name, Reason reason) {
        return new Finding(new CheckReport.Step(name, Verdict.FAILED, reason.text()), Optional.of(reason));
    }
}
