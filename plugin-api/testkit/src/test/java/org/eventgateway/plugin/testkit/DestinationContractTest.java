package org.eventgateway.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.plugin.settings.SettingsSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DestinationContractTest {

    @Test
    void aGoodDestinationPassesEveryCase() {
        KitRun run = KitRun.of(Good.class);

        assertThat(run.messages()).isEmpty();
        assertThat(run.skipped()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(cases().size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultyDestinationFailsExactlyTheCaseNamedForItsFault(Class<?> faulty) {
        KitRun run = KitRun.of(faulty);

        assertThat(run.failed())
                .as("%s", run.messages())
                .containsExactly(faulty.getAnnotation(Breaks.class).value());
        assertThat(run.messages()).allMatch(message -> message.contains(" Fix: "));
    }

    @Test
    void everyCaseOfADestinationCatchesSomeFault() {
        Set<String> caught = KitRun.faultsIn(FaultyDestinations.class)
                .map(type -> type.getAnnotation(Breaks.class).value())
                .collect(Collectors.toSet());
        // Settings that are not valid fail nearly all cases; that one is there to say why.
        caught.add("validSettingsOpenAnInstance");

        assertThat(cases()).containsExactlyInAnyOrderElementsOf(caught);
    }

    @Test
    void withoutSecretsAndDeletionsTheirCasesAreSkippedAndNothingElse() {
        KitRun run = KitRun.of(Plain.class);

        assertThat(run.failed()).isEmpty();
        assertThat(run.skipped())
                .containsExactlyInAnyOrder(
                        "secretsStayOutOfSettingsFaults",
                        "secretsStayOutOfPreview",
                        "secretsStayOutOfCheck",
                        "secretsStayOutOfToString",
                        "secretsStayOutOfErrors",
                        "erasingEndsInAFinalAnswer",
                        "anErasedPersonIsGone");
    }

    static Stream<Class<?>> faults() {
        return KitRun.faultsIn(FaultyDestinations.class);
    }

    private static Set<String> cases() {
        return Stream.of(SettingsContract.class, ConnectionContract.class, DestinationContract.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static class Good extends FakeContract {
        Good() {
            super(FakeDestination::new);
        }
    }

    /** Declares neither a secret nor deletions. */
    static class Plain extends FakeContract {
        Plain() {
            super(FakeDestination::new);
        }

        @Override
        protected Map<String, String> settings() {
            return Map.of("list", "events");
        }

        @Override
        protected DestinationFactory factory() {
            return new FakeFactory(
                    remote, (remote, context) -> new FakeDestination(remote, context, Secret.of("***"))) {
                @Override
                public Set<EventType> eventTypes() {
                    return EnumSet.of(EventType.TRACK);
                }

                @Override
                public SettingsSchema settings() {
                    return SettingsSchema.of(LIST);
                }
            };
        }
    }
}
