package org.eventgateway.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SourceContractTest {

    @Test
    void aGoodSourcePassesEveryCase() {
        KitRun run = KitRun.of(Good.class);

        assertThat(run.messages()).isEmpty();
        assertThat(run.skipped()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultySourceFailsExactlyTheCaseNamedForItsFault(Class<?> faulty) {
        KitRun run = KitRun.of(faulty);

        assertThat(run.failed())
                .as("%s", run.messages())
                .containsExactly(faulty.getAnnotation(Breaks.class).value());
        assertThat(run.messages()).allMatch(message -> message.contains(" Fix: "));
    }

    @Test
    void everyCaseOfASourceCatchesSomeFault() {
        Set<String> caught = KitRun.faultsIn(FaultySources.class)
                .map(type -> type.getAnnotation(Breaks.class).value())
                .collect(Collectors.toSet());
        Set<String> cases = Arrays.stream(SourceContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(cases).containsExactlyInAnyOrderElementsOf(caught);
    }

    @Test
    void aSourceOfRequestsIsNotAskedToResumeFiles() {
        KitRun run = KitRun.of(RequestsOnly.class);

        assertThat(run.failed()).isEmpty();
        assertThat(run.skipped())
                .containsExactlyInAnyOrder(
                        "aLargeFileIsCommittedInParts", "anInterruptedFileIsResumedWithoutGapOrRepeat");
    }

    static Stream<Class<?>> faults() {
        return KitRun.faultsIn(FaultySources.class);
    }

    static class Good extends FakeSourceContract {
        Good() {
            super(FakeSource::new);
        }
    }

    static class RequestsOnly extends FakeSourceContract {
        RequestsOnly() {
            super(FakeSource::new);
        }

        @Override
        protected boolean readsFiles() {
            return false;
        }
    }
}
