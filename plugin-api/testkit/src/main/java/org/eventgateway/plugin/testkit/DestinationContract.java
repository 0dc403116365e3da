package org.eventgateway.plugin.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Person;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every destination must keep. The author of a plugin extends it, names the factory, gives valid settings and a stand-in of
 * the remote, and runs it with JUnit. Only events of the declared types are handed over.
 *
 * <p>In the cases people are {@code kit-user-a}, {@code kit-user-b}, …; no retry is waited for.
 */
public abstract class DestinationContract extends ConnectionContract {
    private static final String A = "kit-user-a";
    private static final String B = "kit-user-b";
    private static final String C = "kit-user-c";

    /** For subclasses. */
    protected DestinationContract() {}

    @Test
    void everyDeclaredTypeIsDelivered() {
        for (Event event : oneOfEachType()) {
            remote().reset();
            DeliveryRun run = deliver(List.of(event));
            Expect.that(
                    run.rejected().isEmpty(),
                    "An event of the declared type " + event.type() + " is rejected by the destination.",
                    "take the type out of eventTypes(), map it, or override event() when the remote needs more fields.");
        }
    }

    @Test
    void everyEventGetsAnOutcome() {
        DeliveryRun run = deliver(mixed());
        Expect.that(
                run.open().isEmpty(),
                "No final outcome for " + run.open() + " although the remote works" + thrown(run) + ".",
                "answer delivered or rejected for each event of the batch.");
    }

    @Test
    void outcomesNameOnlyEventsOfTheBatch() {
        DeliveryRun run = deliver(mixed());
        Expect.that(
                run.strangers().isEmpty(),
                "There are outcomes for ids that the batch does not hold: " + run.strangers() + ".",
                "take the ids from Batch.Item.id(), not from a counter.");
    }

    @Test
    void deliveredMeansThatTheRemoteHasIt() {
        DeliveryRun run = deliver(mixed());
        List<String> missing = without(run.delivered(), taken());
        Expect.that(
                missing.isEmpty(),
                "Reported delivered, but never taken by the remote: " + missing + ".",
                "answer delivered only for what the remote confirmed.");
    }

    @Test
    void eventsOfOnePersonKeepTheirOrder() {
        List<Event> events = mixed();
        deliver(events);
        for (String person : List.of(A, B, C)) {
            expectOrder(events, person, "Events of one person arrive in another order than that of the batch");
        }
    }

    @Test
    void nothingOvertakesAnEventThatHasToWait() {
        List<Event> events = ofOneType();
        remote().stumbleOver(events.get(1).messageId());
        deliver(events);
        expectOrder(
                events, A, "After a passing failure a later event of the same person arrives before the failed one");
    }

    @Test
    void deliveringAgainLeavesTheSameState() {
        DeliveryRun first = deliver(mixed());
        List<String> once = sorted(remote().state());
        DeliveryRun again = deliver(mixed());
        Expect.that(
                sorted(remote().state()).equals(once) && first.rejected().equals(again.rejected()),
                "Delivering the same events twice leaves another state than delivering them once.",
                "give each record a key made of the message id: after a crash the last batch is sent again.");
    }

    @Test
    void sendingAgainLeavesNothingTwice() {
        List<Event> events = ofOneType();
        deliver(events);
        List<String> surplus = new ArrayList<>();
        List<String> expected = new ArrayList<>(remote().state());
        remote().reset();
        remote().stumbleOver(events.get(events.size() - 1).messageId());
        deliver(events);
        for (String record : remote().state()) {
            if (!expected.remove(record)) {
                surplus.add(record);
            }
        }
        Expect.that(
                surplus.isEmpty(),
                "A shipment that was sent again left " + surplus.size() + " record(s) too many.",
                "send only what is open, or send each record under the same key as before.");
    }

    @Test
    void aRefusedEventIsNotReportedDelivered() {
        List<Event> events = ofOneType();
        String poison = events.get(1).messageId();
        remote().refuse(poison);
        DeliveryRun run = deliver(events);
        Expect.that(
                !run.delivered().contains(poison),
                "An event that the remote refused is reported delivered.",
                "read the answer of the remote for each event: a good status is not always success.");
    }

    @Test
    void aRefusedEventDoesNotStopTheOthers() {
        List<Event> events = ofOneType();
        String poison = events.get(1).messageId();
        remote().refuse(poison);
        DeliveryRun run = deliver(events);
        List<String> others = without(without(ids(events), List.of(poison)), taken());
        Expect.that(
                others.isEmpty() && !run.open().contains(poison),
                "One event that the remote refuses keeps others from arriving, or stays open for ever.",
                "answer rejected for the event alone, or Refused, so that the batch is halved.");
    }

    @Test
    void aRemoteThatIsDownCausesNoException() {
        try (Rehearsal rehearsal = started();
                Rehearsal late = open()) {
            remote().goDown();
            List<Object> thrown = new ArrayList<>(
                    DeliveryRun.once(rehearsal.destination(), ofOneType()).thrown());
            thrownBy(rehearsal.destination()::check).ifPresent(thrown::add);
            thrownBy(late.destination()::start).ifPresent(thrown::add);
            if (erases()) {
                thrownBy(() -> rehearsal.destination().erase(new Person(A))).ifPresent(thrown::add);
            }
            Expect.that(
                    thrown.isEmpty(),
                    "A remote that is down makes the destination throw " + classes(thrown) + ".",
                    "catch the failures of input and output where they happen, and answer with a reason.");
        }
    }

    @Test
    void aRemoteThatIsDownLosesNoEvent() {
        try (Rehearsal rehearsal = started()) {
            remote().goDown();
            DeliveryRun run = DeliveryRun.once(rehearsal.destination(), ofOneType());
            Expect.that(
                    run.delivered().isEmpty() && run.rejected().isEmpty(),
                    "While the remote is down events get a final outcome: "
                            + run.delivered().size() + " delivered, "
                            + run.rejected().size() + " rejected.",
                    "answer retryLater, Throttled, Paused or Unknown: an outage is not the event's fault.");
            boolean finished = erases()
                    && said(() -> rehearsal.destination().erase(new Person(A))) instanceof Erasure erasure
                    && erasure.open().isEmpty();
            Expect.that(
                    !finished,
                    "While the remote is down erase() answers that it is finished.",
                    "answer with an open reason until the remote has confirmed it.");
        }
    }

    @Test
    void aLostAnswerIsNotADelivery() {
        try (Rehearsal rehearsal = started()) {
            remote().loseAnswers();
            DeliveryRun run = DeliveryRun.once(rehearsal.destination(), ofOneType());
            Expect.that(
                    run.delivered().isEmpty() && run.rejected().isEmpty(),
                    "The connection broke before the answer, and events get a final outcome all the same.",
                    "answer Unknown: the same shipment is then sent again before anything else.");
        }
    }

    @Test
    void preparingSendsNothing() {
        try (Rehearsal rehearsal = started()) {
            remote().reset();
            quietly(() -> rehearsal.destination().prepare(DeliveryRun.batch(mixed())));
            Expect.that(
                    remote().received().isEmpty(),
                    "prepare() sends something that changes the remote.",
                    "only map there: the gateway prepares a batch while the one before it is still open.");
        }
    }

    @Test
    void deliveredIsTheSameAsPreparedAndSent() {
        List<String> prepared = stateAfter(() -> {
            try (Rehearsal rehearsal = started()) {
                Shipment shipment = rehearsal.destination().prepare(DeliveryRun.batch(mixed()));
                shipment.send();
            }
        });
        List<String> delivered = stateAfter(() -> {
            try (Rehearsal rehearsal = started()) {
                rehearsal.destination().deliver(DeliveryRun.batch(mixed()));
            }
        });
        Expect.that(
                prepared.equals(delivered),
                "deliver(batch) leaves another state than prepare(batch).send().",
                "let one call the other.");
    }

    @Test
    void erasingEndsInAFinalAnswer() {
        assumeErases();
        try (Rehearsal rehearsal = started()) {
            DeliveryRun.toTheEnd(rehearsal.destination(), mixed());
            Optional<Erasure> end = erase(rehearsal, A);
            Expect.that(
                    end.isPresent() && !end.get().stores().isEmpty(),
                    "erase() does not come to an end although the remote works, or names no store that was searched.",
                    "answer with the stores and without an open reason once the remote has confirmed it.");
        }
    }

    @Test
    void anErasedPersonIsGone() {
        assumeErases();
        try (Rehearsal rehearsal = started()) {
            DeliveryRun.toTheEnd(rehearsal.destination(), mixed());
            boolean finished = erase(rehearsal, A).isPresent();
            Expect.that(
                    !finished || remote().state().stream().noneMatch(record -> record.contains(A)),
                    "erase() answers that it is finished, and the remote still holds records of the person.",
                    "delete in every store that deliver writes to.");
        }
    }

    @Test
    void secretsStayOutOfErrors() {
        Secrets secrets = secretsOrSkip();
        secrets.expectNoneIn(
                saidInTrouble(),
                "An answer to a failed delivery",
                "name what failed, not the credentials it failed with.");
    }

    @Test
    void personalDataStayOutOfErrors() {
        String said = String.valueOf(saidInTrouble());
        Expect.that(
                List.of(A, B, C, SampleEvents.EMAIL).stream().noneMatch(said::contains),
                "An answer to a failed delivery shows a personal datum of an event.",
                "name the event's field or the remote's code, never a value.");
    }

    private List<Object> saidInTrouble() {
        List<Object> said = new ArrayList<>();
        List<Runnable> troubles = List.of(
                () -> remote().goDown(),
                () -> remote().loseAnswers(),
                () -> remote().refuse(ofOneType().get(0).messageId()),
                () -> remote().stumbleOver(ofOneType().get(0).messageId()));
        for (Runnable trouble : troubles) {
            remote().reset();
            try (Rehearsal rehearsal = started()) {
                trouble.run();
                DeliveryRun run = DeliveryRun.toTheEnd(rehearsal.destination(), ofOneType());
                said.addAll(run.said());
                said.addAll(run.thrown());
                if (erases()) {
                    said.add(said(() -> rehearsal.destination().erase(new Person(A))));
                }
            }
        }
        return said;
    }

    private DeliveryRun deliver(List<Event> events) {
        try (Rehearsal rehearsal = started()) {
            return DeliveryRun.toTheEnd(rehearsal.destination(), events);
        }
    }

    /** Three people, each with two events of every declared type, mixed. */
    private List<Event> mixed() {
        List<Event> events = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (String person : List.of(A, B, C)) {
                for (EventType type : types()) {
                    events.add(event(type, SampleEvents.messageId(events.size()), person));
                }
            }
        }
        return events;
    }

    /** Events of one type, mostly of one person. */
    private List<Event> ofOneType() {
        List<Event> events = new ArrayList<>();
        for (String person : List.of(A, A, B, A, C)) {
            events.add(event(types().get(0), SampleEvents.messageId(events.size()), person));
        }
        return events;
    }

    private void expectOrder(List<Event> events, String person, String wrong) {
        List<String> own = ids(
                events.stream().filter(event -> event.person().equals(person)).toList());
        List<String> arrived = taken().stream().distinct().filter(own::contains).toList();
        List<String> expected = own.stream().filter(arrived::contains).toList();
        Expect.that(
                arrived.equals(expected),
                wrong + ": " + arrived + " instead of " + expected + ".",
                "send what concerns one person one after the other, and nothing of his behind an event that is still open.");
    }

    private List<String> stateAfter(Runnable delivery) {
        remote().reset();
        quietly(delivery);
        return sorted(remote().state());
    }

    private List<String> taken() {
        return remote().received().stream()
                .flatMap(request -> request.taken().stream())
                .toList();
    }

    private static Optional<Erasure> erase(Rehearsal rehearsal, String userId) {
        for (int i = 0; i < 5; i++) {
            Object answer = said(() -> rehearsal.destination().erase(new Person(userId)));
            if (answer instanceof Erasure erasure && erasure.open().isEmpty()) {
                return Optional.of(erasure);
            }
        }
        return Optional.empty();
    }

    private boolean erases() {
        return factory().eventTypes().contains(EventType.DELETE);
    }

    private void assumeErases() {
        Assumptions.assumeTrue(erases(), "Not applicable: the destination does not declare deletions");
    }

    private static String thrown(DeliveryRun run) {
        return run.thrown().isEmpty() ? "" : ", and it throws " + classes(run.thrown());
    }

    private static List<String> classes(Collection<?> thrown) {
        return thrown.stream().map(one -> one.getClass().getName()).distinct().toList();
    }

    private static List<String> ids(List<Event> events) {
        return events.stream().map(Event::messageId).toList();
    }

    private static List<String> without(List<String> all, Collection<String> some) {
        Set<String> left = new HashSet<>(some);
        return all.stream().filter(id -> !left.contains(id)).toList();
    }

    private static List<String> sorted(List<String> records) {
        return records.stream().sorted().toList();
    }
}
