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

final class PluginContractTest {

    @Test
    void aGoodPluginPassesEveryCase() {
        assertThat(KitRun.of(Good.class).messages()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultyPluginFailsExactlyTheCaseNamedForItsFault(Class<?> faulty) {
        KitRun run = KitRun.of(faulty);

        assertThat(run.failed())
                .as("%s", run.messages())
                .containsExactly(faulty.getAnnotation(Breaks.class).value());
    }

    @Test
    void everyCaseOfAPluginCatchesSomeFault() {
        Set<String> caught =
                faults().map(type -> type.getAnnotation(Breaks.class).value()).collect(Collectors.toSet());
        Set<String> cases = Arrays.stream(PluginContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(cases).containsExactlyInAnyOrderElementsOf(caught);
    }

    static Stream<Class<?>> faults() {
        return KitRun.faultsIn(FaultyPlugins.class);
    }

    static class Good extends FaultyPlugins.OfPlugin {
        Good() {
            super(new FakePlugin());
        }
    }
}
