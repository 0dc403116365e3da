package org.eventgateway.plugin.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.destination.Preview;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.plugin.settings.SettingsSchema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What an open destination must keep beside delivering: opening, getting ready, admitting, checking, previewing, closing. Not
 * extended directly: {@link DestinationContract} holds it too.
 */
public abstract class ConnectionContract extends SettingsContract {

    ConnectionContract() {}

    /** The destination under test, as the plugin offers it. */
    protected abstract DestinationFactory factory();

    /**
     * The stand-in of its remote, running. Must be the same one throughout a case and a new one for each, as a field of the test
     * class is; the kit closes it.
     */
    protected abstract RemoteStandIn remote();

    /**
     * Makes an event that the destination takes and the remote can store. Replace it when the remote needs fields that the kit's
     * own samples do not have; ids must be kept.
     */
    protected Event event(EventType type, String messageId, String userId) {
        return SampleEvents.of(type, messageId, userId);
    }

    /** The time that the instance sees; it stands still unless this is replaced. */
    protected Clock clock() {
        return Clock.fixed(Instant.parse("2027-01-15T10:00:05Z"), ZoneOffset.UTC);
    }

    /** How long threads may take to end after close. */
    protected Duration patience() {
        return Duration.ofSeconds(5);
    }

    @AfterEach
    final void closeRemote() {
        remote().close();
    }

    @Test
    void openingDoesNotTouchTheRemote() {
        remote().goDown();
        Expect.that(
                thrownBy(() -> openAndClose(bound())).isEmpty() && remote().calls() == 0,
                "Opening an instance calls the remote.",
                "move it to start(): a remote that is down must not keep the gateway from taking events.");
    }

    @Test
    void getsReadyWhileTheRemoteWorks() {
        try (Rehearsal rehearsal = open()) {
            Expect.that(
                    rehearsal.start(),
                    "start() answers that something is missing although the remote works.",
                    "answer Readiness.READY once the destination can deliver; or correct the stand-in.");
        }
    }

    @Test
    void admittingDoesNotTouchTheRemote() {
        try (Rehearsal rehearsal = open()) {
            remote().reset();
            oneOfEachType()
                    .forEach(event -> quietly(() -> rehearsal.destination().admit(event)));
            Expect.that(
                    remote().calls() == 0,
                    "admit() calls the remote.",
                    "decide by the event and the settings alone: admit runs on request threads.");
        }
    }

    @Test
    void admittingIsThreadSafe() {
        try (Rehearsal rehearsal = open()) {
            Destination destination = rehearsal.destination();
            List<Event> events = List.copyOf(oneOfEachType());
            List<Object> alone = new ArrayList<>();
            events.forEach(event -> alone.add(said(() -> destination.admit(event))));
            boolean same = Crowd.agrees(8, 4_000, round -> {
                int which = round % events.size();
                return said(() -> destination.admit(events.get(which))).equals(alone.get(which));
            });
            Expect.that(
                    same,
                    "admit() answers otherwise, or throws, when several threads ask at once.",
                    "keep no state that calls of admit change.");
        }
    }

    @Test
    void checkPassesWhileTheRemoteWorks() {
        try (Rehearsal rehearsal = open()) {
            Object report = said(rehearsal.destination()::check);
            Expect.that(
                    report instanceof CheckReport found
                            && found.passed()
                            && !found.steps().isEmpty(),
                    "check() does not pass although the remote works: " + report + ".",
                    "report each step that was looked at, and FAILED only for what would keep events from arriving.");
        }
    }

    @Test
    void checkFailsWhileTheRemoteIsDown() {
        try (Rehearsal rehearsal = open()) {
            remote().goDown();
            Object report = said(rehearsal.destination()::check);
            Expect.that(
                    !(report instanceof CheckReport found && found.passed()),
                    "check() passes although the remote is down.",
                    "ask the remote something that changes nothing, and report FAILED when no good answer comes.");
        }
    }

    @Test
    void checkChangesNothing() {
        try (Rehearsal rehearsal = open()) {
            List<String> before = remote().state();
            quietly(rehearsal.destination()::check);
            Expect.that(
                    remote().received().isEmpty() && remote().state().equals(before),
                    "check() sends something that changes the remote.",
                    "use only requests that read.");
        }
    }

    @Test
    void previewSendsNothing() {
        try (Rehearsal rehearsal = started()) {
            remote().reset();
            oneOfEachType()
                    .forEach(event -> quietly(() -> rehearsal.destination().preview(event)));
            Expect.that(
                    remote().received().isEmpty(),
                    "preview() sends something that changes the remote.",
                    "only build the requests.");
        }
    }

    @Test
    void previewIsWhatIsSent() {
        Secrets secrets = Secrets.of(schema(), settings());
        for (Event event : oneOfEachType()) {
            remote().reset();
            try (Rehearsal rehearsal = started()) {
                Preview preview = rehearsal.destination().preview(event);
                remote().reset();
                DeliveryRun run = DeliveryRun.toTheEnd(rehearsal.destination(), List.of(event));
                String difference = new PreviewComparison(secrets).difference(preview, remote().received());
                Expect.that(
                        difference.isEmpty() && run.thrown().isEmpty(),
                        "The preview of a " + event.type() + " event is not what is sent: " + difference + ".",
                        "build the requests of preview and of deliver by the same code, and mask secrets afterwards.");
            }
        }
    }

    @Test
    void secretsStayOutOfPreview() {
        Secrets secrets = secretsOrSkip();
        try (Rehearsal rehearsal = started()) {
            List<Object> said = new ArrayList<>();
            oneOfEachType()
                    .forEach(
                            event -> said.add(said(() -> rehearsal.destination().preview(event))));
            secrets.expectNoneIn(said, "A preview", "put *** where a secret would stand.");
        }
    }

    @Test
    void secretsStayOutOfCheck() {
        Secrets secrets = secretsOrSkip();
        try (Rehearsal rehearsal = open()) {
            Object well = said(rehearsal.destination()::check);
            remote().goDown();
            Object down = said(rehearsal.destination()::check);
            secrets.expectNoneIn(
                    List.of(well, down), "A check report", "name the setting by its key and never quote its value.");
        }
    }

    @Test
    void secretsStayOutOfToString() {
        Secrets secrets = secretsOrSkip();
        try (Rehearsal rehearsal = started()) {
            secrets.expectNoneIn(
                    List.of(factory(), rehearsal.destination()),
                    "toString",
                    "keep secrets as Secret, or leave them out of toString.");
        }
    }

    @Test
    void closingEndsEveryThread() {
        try (Rehearsal rehearsal = started()) {
            quietly(rehearsal.destination()::check);
            DeliveryRun.toTheEnd(rehearsal.destination(), oneOfEachType());
            quietly(rehearsal.destination()::close);
            List<String> left = rehearsal.threadsLeft(patience());
            Expect.that(
                    left.isEmpty(),
                    left.size() + " thread(s) made by the context's factory still run after close.",
                    "end them in close() and wait for them, or use daemon work that stops at an interrupt.");
        }
    }

    @Test
    void closingDoesNotThrow() {
        try (Rehearsal fresh = open();
                Rehearsal used = started()) {
            DeliveryRun.toTheEnd(used.destination(), oneOfEachType());
            remote().goDown();
            Expect.that(
                    thrownBy(fresh.destination()::close).isEmpty()
                            && thrownBy(used.destination()::close).isEmpty(),
                    "close() throws.",
                    "end what can be ended and swallow the rest: nobody can act on it any more.");
        }
    }

    @Override
    final SettingsSchema schema() {
        return factory().settings();
    }

    @Override
    final void openAndClose(Settings bound) {
        Rehearsal.open(factory(), bound, clock()).close();
    }

    final Rehearsal open() {
        return Rehearsal.open(factory(), bound(), clock());
    }

    /** An instance that was started; whether it got ready is the matter of one case alone. */
    final Rehearsal started() {
        Rehearsal rehearsal = open();
        quietly(rehearsal::start);
        return rehearsal;
    }

    /** The declared types that are delivered; a deletion goes another way. */
    final List<EventType> types() {
        return factory().eventTypes().stream()
                .filter(type -> type != EventType.DELETE)
                .sorted()
                .toList();
    }

    final List<Event> oneOfEachType() {
        List<Event> events = new ArrayList<>();
        for (EventType type : types()) {
            events.add(event(type, SampleEvents.messageId(events.size()), "kit-user-a"));
        }
        return events;
    }

    /** The answer, or what was thrown instead. */
    static Object said(Supplier<?> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return e;
        }
    }

    static Optional<RuntimeException> thrownBy(Runnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    /** Does it, whatever it throws: that is another case's matter. */
    static void quietly(Runnable call) {
        Optional<RuntimeException> ignored = thrownBy(call);
    }
}
