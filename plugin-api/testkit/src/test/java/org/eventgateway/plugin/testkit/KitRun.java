package org.eventgateway.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs the kit's cases on a plugin the way JUnit does for its author. */
record KitRun(EngineExecutionResults results) {

    static KitRun of(Class<?> contract) {
        KitRun run = new KitRun(EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .selectors(selectClass(contract))
                .execute());
        // A class that JUnit cannot run at all has no failed case either.
        assertThat(run.succeeded()).as("cases of %s that pass", contract).isPositive();
        return run;
    }

    /** The faulty plugins declared in a class. */
    static Stream<Class<?>> faultsIn(Class<?> holder) {
        return Arrays.stream(holder.getDeclaredClasses()).filter(type -> type.isAnnotationPresent(Breaks.class));
    }

    Set<String> failed() {
        return names(results.testEvents().failed().stream());
    }

    Set<String> skipped() {
        return names(results.testEvents().aborted().stream());
    }

    long succeeded() {
        return results.testEvents().succeeded().count();
    }

    /** What the failed cases say. */
    List<String> messages() {
        return results.testEvents()
                .failed()
                .map(event -> event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                        .getThrowable()
                        .map(Throwable::toString)
                        .orElse(""))
                .toList();
    }

    private static Set<String> names(Stream<Event> events) {
        return events.map(Event::getTestDescriptor).map(KitRun::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(TestDescriptor test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse(test.getDisplayName());
    }
}
