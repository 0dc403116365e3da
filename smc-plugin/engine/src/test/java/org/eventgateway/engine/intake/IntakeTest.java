package org.eventgateway.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eventgateway.engine.fake.TestEvents.delete;
import static org.eventgateway.engine.fake.TestEvents.event;
import static org.eventgateway.engine.fake.TestEvents.track;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.eventgateway.engine.fake.MemoryStore;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.engine.log.Append;
import org.eventgateway.engine.log.DeadLetters;
import org.eventgateway.engine.log.LogUnavailableException;
import org.eventgateway.engine.route.Route;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Admission;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Integrations;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final Reason NOT_ALLOWED = Reason.event("event_not_allowed", "The name is not in the list.");
    private static final Set<EventType> ALL = EnumSet.allOf(EventType.class);

    private final MemoryStore store = new MemoryStore();
    private final Route both = new Route("tracking", List.of("smc", "de"), false);
    private final Route smc = new Route("tracking", List.of("smc"), false);

    @Test
    void storesForEveryConnectionOfTheRoute() {
        Acceptance acceptance =
                accept(intake(inlet("smc", ALL), inlet("de", ALL)), both, track("m1", "u"), track("m2", "u"));

        assertThat(acceptance).isEqualTo(new Acceptance(4, 0, List.of()));
        assertThat(store.balance("smc").accepted()).isEqualTo(2);
        assertThat(store.balance("de").accepted()).isEqualTo(2);
    }

    @Test
    void countsRepeats() {
        Intake intake = intake(inlet("smc", ALL));
        accept(intake, smc, track("m1", "u"));

        assertThat(accept(intake, smc, track("m1", "u"))).isEqualTo(new Acceptance(0, 1, List.of()));
    }

    @Test
    void dropsTypesThatTheDestinationDoesNotTake() {
        Intake intake = intake(inlet("smc", Set.of(EventType.IDENTIFY)), inlet("de", ALL));

        Acceptance acceptance = accept(intake, both, track("m1", "u"));

        assertThat(acceptance.filtered()).containsExactly(new Acceptance.Filtered(0, "smc", Intake.TYPE_NOT_SUPPORTED));
        assertThat(store.balance("smc").filtered()).isEqualTo(Map.of("type_not_supported", 1L));
        assertThat(acceptance.stored()).isEqualTo(1);
    }

    @Test
    void takesDeletionsOnlyFromWhomMayDelete() {
        Intake intake = intake(inlet("smc", ALL));

        Acceptance refused = accept(intake, smc, delete("d1", "u"));
        Acceptance taken = accept(intake, new Route("partner", List.of("smc"), true), delete("d2", "u"));

        assertThat(refused.filtered())
                .extracting(Acceptance.Filtered::reason)
                .containsExactly(Intake.DELETE_NOT_ALLOWED);
        assertThat(taken.stored()).isEqualTo(1);
    }

    @Test
    void respectsTheIntegrationsObject() {
        Event notToSmc = Event.builder(EventType.TRACK, "m1", VirtualClock.START)
                .integrations(new Integrations(true, Map.of("Name of smc", false)))
                .build();

        Acceptance acceptance = accept(intake(inlet("smc", ALL), inlet("de", ALL)), both, notToSmc);

        assertThat(acceptance.filtered())
                .containsExactly(new Acceptance.Filtered(0, "smc", Intake.FILTERED_BY_INTEGRATIONS));
    }

    @Test
    void asksTheDestinationLastAndNamesTheIndex() {
        Intake intake = intake(inlet(
                "smc",
                ALL,
                event -> event.messageId().equals("m2") ? Admission.filtered(NOT_ALLOWED) : Admission.ADMITTED));

        Acceptance acceptance = accept(intake, smc, track("m1", "u"), track("m2", "u"), track("m3", "u"));

        assertThat(acceptance).isEqualTo(new Acceptance(2, 0, List.of(new Acceptance.Filtered(1, "smc", NOT_ALLOWED))));
        assertThat(store.balance("smc").filtered()).isEqualTo(Map.of("event_not_allowed", 1L));
    }

    @Test
    void anEventForWhichTheDestinationFailsIsKeptAsADeadLetter() {
        Intake intake = intake(inlet("smc", ALL, event -> {
            if (event.messageId().equals("m1")) {
                throw new IllegalStateException();
            }
            return Admission.ADMITTED;
        }));

        Acceptance acceptance = accept(intake, smc, track("m1", "u"), track("m2", "u"));

        assertThat(acceptance.stored()).isEqualTo(1);
        assertThat(acceptance.filtered()).containsExactly(new Acceptance.Filtered(0, "smc", Intake.ADMISSION_FAILED));
        assertThat(store.dead("smc"))
                .extracting(DeadLetters.DeadLetter::stage)
                .containsExactly(DeadLetters.Stage.INTAKE);
    }

    @Test
    void keepsRefusedEventsAsDeadLettersOfEveryConnection() {
        Append.Refused refused = new Append.Refused(
                Reason.event("too_large", "It has more than 32 KB."), ByteBuffer.wrap(new byte[] {'{'}));

        intake(inlet("smc", ALL), inlet("de", ALL))
                .accept(both, List.of(), List.of(refused))
                .join();

        assertThat(store.balance("smc").refused()).isEqualTo(Map.of("too_large", 1L));
        assertThat(store.dead("de")).hasSize(1);
    }

    @Test
    void nothingIsStoredWhenOneConnectionOfTheRouteIsClosed() {
        Intake intake = intake(inlet("smc", ALL), Inlet.closed("de", "its settings are wrong."));

        assertThatThrownBy(() -> accept(intake, both, track("m1", "u")))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(LogUnavailableException.class, e -> {
                    assertThat(e).hasMessageContaining("de");
                    assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(30));
                });
        assertThat(store.balance("smc").accepted()).isZero();
    }

    @Test
    void aStoreThatIsUnavailableFailsTheWholeRequest() {
        store.failNext(1);

        assertThatThrownBy(() -> accept(intake(inlet("smc", ALL)), smc, track("m1", "u")))
                .cause()
                .isInstanceOf(LogUnavailableException.class);
    }

    @Test
    void countsWhatIsFilteredEvenWhenNothingIsStored() {
        accept(intake(inlet("smc", Set.of())), smc, event(EventType.PAGE, "p", "u", VirtualClock.START));

        assertThat(store.balance("smc").filtered()).isEqualTo(Map.of("type_not_supported", 1L));
        assertThat(store.balance("smc").addsUp()).isTrue();
    }

    @Test
    void anEmptyRequestIsDoneAtOnce() {
        assertThat(intake(inlet("smc", ALL)).accept(smc, List.of(), List.of()))
                .isCompletedWithValue(new Acceptance(0, 0, List.of()));
    }

    private Intake intake(Inlet... inlets) {
        return new Intake(store, List.of(inlets));
    }

    private static Inlet inlet(String name, Set<EventType> types) {
        return inlet(name, types, event -> Admission.ADMITTED);
    }

    private static Inlet inlet(String name, Set<EventType> types, Function<Event, Admission> admit) {
        return new Inlet(name, types, "Name of " + name, admit, Optional.empty());
    }

    private static Acceptance accept(Intake intake, Route route, Event... events) {
        return intake.accept(route, List.of(events), List.of()).join();
    }
}
