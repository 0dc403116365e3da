package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.engine.delivery.DeliveryBench.SMC;
import static org.eventgateway.engine.delivery.DeliveryBench.batchesOf;
import static org.eventgateway.engine.fake.TestEvents.delete;
import static org.eventgateway.engine.fake.TestEvents.track;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.eventgateway.engine.fake.ScriptedDestination;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Readiness;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Person;
import org.junit.jupiter.api.Test;

class WaitingDeletionsTest {
    private static final Reason RIGHT_MISSING = Reason.configuration("right_missing", "Grant the right to delete.");
    private static final Scope RIGHT = new Scope("right", "delete");
    private static final Scope ORDERS = new Scope("list", "ORDERS");

    private final Remote remote = new Remote();
    private final DeliveryBench bench = new DeliveryBench(batchesOf(3));
    private Delivery delivery = bench.delivery(batchesOf(3), remote);

    @Test
    void onlyItsPersonWaitsWithADeletion() {
        remote.mayDelete = false;
        bench.accept(track("m1", "u"), delete("d", "u"), track("m2", "u"), track("m3", "v"), track("m4", "u"));

        untilItWaits();

        assertThat(remote.done).containsExactly("m1", "m3");
        assertThat(bench.balance().pending()).isEqualTo(3);
        assertThat(delivery.status().state()).isEqualTo(DeliveryState.PARTLY_PAUSED);
        assertThat(delivery.status().reason()).contains(RIGHT_MISSING);
    }

    @Test
    void goesOnByItselfAndInOrderOnceItIsRepaired() {
        remote.mayDelete = false;
        bench.accept(delete("d1", "u"), track("m1", "u"), delete("d2", "u"), track("m2", "u"), track("m3", "v"));
        untilItWaits();

        remote.mayDelete = true;
        bench.accept(track("m4", "u")); // comes before anybody has looked again
        untilIdle();

        assertThat(remote.done).containsExactly("m3", "-u", "m1", "-u", "m2", "m4");
        assertThat(delivery.status().state()).isEqualTo(DeliveryState.DELIVERING);
        assertThat(bench.balance().delivered()).isEqualTo(6);
        assertThat(bench.balance().addsUp()).isTrue();
    }

    @Test
    void theDestinationIsAskedOnceARoundHoweverManyWait() {
        remote.mayDelete = false;
        bench.accept(
                IntStream.range(0, 20).mapToObj(i -> delete("d" + i, "u" + i)).toList());
        untilItWaits();
        int first = remote.asked;

        bench.clock.advance(DeliveryBench.DEFAULTS.probeInterval());
        untilItWaits();
        bench.accept(track("m1", "u19"), delete("d", "v"), track("m2", "v"), track("m3", "w"));
        untilItWaits();

        assertThat(first).isEqualTo(1);
        assertThat(remote.asked).isEqualTo(2);
        assertThat(remote.done).containsExactly("m3");
    }

    @Test
    void whoMightBeTheSamePersonForTheRemoteSystemWaitsToo() {
        remote.mayDelete = false;
        bench.accept(delete("d", "Ann@Example.com "), track("m1", "ann@example.COM"), track("m2", "ann"));

        untilItWaits();

        assertThat(remote.done).containsExactly("m2");
    }

    @Test
    void whatHasNoUserGoesOn() {
        remote.mayDelete = false;
        bench.accept(delete("d", "u"))
                .accept(Event.builder(EventType.PAGE, "m1", VirtualClock.START)
                        .anonymousId("visitor")
                        .build());

        untilItWaits();

        assertThat(remote.done).containsExactly("m1");
    }

    @Test
    void whatWasMappedBeforeItsPersonHadToWaitIsHeldBackAllTheSame() {
        remote.mayDelete = false;
        bench.accept(delete("d", "u"), track("m1", "v"), track("m2", "v"), track("m3", "v"));
        bench.accept(track("m4", "v"), track("m5", "u"), track("m6", "w"));
        remote.whileSending = () -> delivery.prepareAhead();

        untilItWaits();

        assertThat(remote.done).containsExactly("m1", "m2", "m3", "m4", "m6");
        assertThat(bench.balance().pending()).isEqualTo(2);
    }

    @Test
    void afterACrashNobodyOvertakes() {
        remote.mayDelete = false;
        bench.accept(delete("d1", "u"), delete("d2", "v"), track("m1", "v"));
        untilItWaits();

        bench.accept(track("m2", "u"), track("m3", "v"), track("m4", "w"));
        delivery = bench.delivery(batchesOf(3), remote);
        untilItWaits();
        List<String> before = List.copyOf(remote.done);
        remote.mayDelete = true;
        untilIdle();

        assertThat(before).containsExactly("m4");
        assertThat(remote.done).containsExactly("m4", "-u", "-v", "m1", "m2", "m3");
    }

    @Test
    void afterADeliveryStartedAnewNobodyOvertakes() {
        remote.mayDelete = false;
        bench.accept(delete("d1", "u"), track("m1", "u"));
        untilItWaits();

        delivery.restart();
        bench.accept(track("m2", "u"));
        untilItWaits();
        assertThat(remote.done).isEmpty();
        remote.mayDelete = true;
        untilIdle();

        assertThat(remote.done).containsExactly("-u", "m1", "m2");
    }

    @Test
    void aRoundThatEndsEarlyForgetsNobody() {
        remote.mayDelete = false;
        remote.ordersOpen = false;
        bench.accept(order("o1", "v"), delete("d", "u"), order("o2", "v"));
        untilItWaits();

        // The list is found closed first; what waits for the right to delete comes behind it.
        bench.clock.advance(DeliveryBench.DEFAULTS.probeInterval());
        untilItWaits();
        bench.accept(track("m1", "u"), track("m2", "w"));
        untilItWaits();
        assertThat(remote.done).containsExactly("m2");

        remote.mayDelete = true;
        bench.clock.advance(DeliveryBench.DEFAULTS.probeInterval());
        untilItWaits();
        assertThat(remote.done).containsExactly("m2", "-u", "m1");

        remote.ordersOpen = true;
        untilIdle();
        assertThat(remote.done).containsExactly("m2", "-u", "m1", "o1", "o2");
    }

    @Test
    void whatWaitedBehindADeletionThatIsDoneGoesBeforeAnythingElseThoughOthersStillWait() {
        remote.mayDelete = false;
        bench.accept(delete("d1", "u"), delete("d2", "v"), track("m1", "u"));
        untilItWaits();

        remote.mayDelete = true;
        remote.undeletable = "v";
        bench.clock.advance(DeliveryBench.DEFAULTS.probeInterval());
        bench.accept(track("m2", "u"));
        untilItWaits();

        assertThat(remote.done).containsExactly("-u", "m1", "m2");
    }

    @Test
    void aStoreThatCannotBeReadForAMomentLetsNobodyOvertake() {
        remote.mayDelete = false;
        bench.accept(delete("d", "u"));
        untilItWaits();

        bench.accept(track("m1", "u"), track("m2", "v"));
        bench.store.failNextDeleted();
        bench.until(VirtualClock.START.plusSeconds(20), delivery);

        assertThat(remote.done).containsExactly("m2");
    }

    @Test
    void aLaterRequestForWhoMightBeTheSamePersonWaitsBehindTheFirst() {
        remote.mayDelete = false;
        remote.deletionsWaitFor = ORDERS;
        remote.ordersOpen = false;
        bench.accept(order("o1", "w"), delete("d1", "u"));
        untilItWaits();
        bench.clock.advance(DeliveryBench.DEFAULTS.probeInterval());
        untilItWaits(); // the round ends with the order, before the request is asked for

        remote.mayDelete = true;
        bench.accept(delete("d2", "U"), delete("d3", "x"));
        untilItWaits();

        assertThat(remote.done).containsExactly("-x");
    }

    @Test
    void whoeverNeedsWhatTheDeletionOfAPersonWaitsForDoesNotForgetThePerson() {
        remote.mayDelete = false;
        remote.deletionsWaitFor = ORDERS;
        remote.ordersOpen = false;
        bench.accept(order("o1", "v"), delete("d", "u"));
        untilItWaits();

        bench.clock.advance(DeliveryBench.DEFAULTS.probeInterval());
        untilItWaits();
        bench.accept(track("m1", "u"));
        untilItWaits();

        assertThat(remote.done).isEmpty();
        assertThat(bench.balance().pending()).isEqualTo(3);
    }

    @Test
    void aLostAnswerOfTheStoreDoesNotLetAnybodyOvertake() {
        remote.mayDelete = false;
        bench.accept(delete("d", "u"), track("m1", "u"));
        untilItWaits();

        remote.mayDelete = true;
        bench.store.loseNextAnswer();
        untilIdle();

        assertThat(remote.done).containsExactly("-u", "m1");
        assertThat(bench.balance().delivered()).isEqualTo(2);
        assertThat(bench.balance().addsUp()).isTrue();
    }

    @Test
    void aRequestThatIsRefusedInTheEndKeepsNobodyWaiting() {
        remote.mayDelete = false;
        bench.accept(delete("d", "u"), track("m1", "u"));
        untilItWaits();

        remote.refusal = Optional.of(Reason.event("deletion_refused", "No such value."));
        untilIdle();
        bench.accept(track("m2", "u"));
        untilIdle();

        assertThat(remote.done).containsExactly("m1", "m2");
        assertThat(bench.store.dead(SMC))
                .extracting(letter -> letter.reason().code())
                .containsExactly("deletion_refused");
    }

    @Test
    void beyondWhatIsKeptInMemoryTheConnectionWaits() {
        remote.mayDelete = false;
        bench.accept(IntStream.rangeClosed(0, WaitingDeletions.MOST)
                .mapToObj(i -> delete("d" + i, "u" + i))
                .toList());
        bench.accept(track("m1", "nobody"));

        untilItWaits();

        assertThat(delivery.status().state()).isEqualTo(DeliveryState.PAUSED);
        assertThat(remote.done).isEmpty();
        remote.mayDelete = true;
        untilIdle();
        assertThat(remote.done).hasSize(WaitingDeletions.MOST + 2).endsWith("m1");
    }

    @Test
    void aFailureOfTheRoundsDeletionIsTriedAgainBeforeAnythingElse() {
        remote.mayDelete = false;
        bench.accept(delete("d", "u"), track("m1", "u"));
        untilItWaits();

        remote.mayDelete = true;
        remote.refusal = Optional.of(Answers.TIMED_OUT);
        bench.clock.advance(DeliveryBench.DEFAULTS.probeInterval());
        untilItWaits();
        assertThat(delivery.status().state()).isEqualTo(DeliveryState.BACKING_OFF);
        bench.accept(track("m2", "u"), track("m3", "w"));
        remote.refusal = Optional.empty();
        untilIdle();

        assertThat(remote.done).containsExactly("-u", "m1", "m2", "m3");
    }

    private static Event order(String messageId, String userId) {
        return track("order-" + messageId, userId);
    }

    private Due untilItWaits() {
        Due due = Due.NOW;
        while (!due.at().isAfter(bench.clock.instant())) {
            due = delivery.step(() -> {});
            assertThat(bench.balance().addsUp()).isTrue();
        }
        return due;
    }

    private void untilIdle() {
        for (Due due = untilItWaits(); !due.equals(Due.ON_EVENT); due = untilItWaits()) {
            bench.clock.advanceTo(due.at());
        }
    }

    /** Takes everything but what needs a right or a list that is missing. */
    private static final class Remote extends ForwardingDestination {
        private final List<String> done = new ArrayList<>();
        private final Set<Scope> closed = new HashSet<>();
        private boolean mayDelete = true;
        private boolean deletionsClosed;
        private boolean ordersOpen = true;
        private Scope deletionsWaitFor = RIGHT;
        private Optional<Reason> refusal = Optional.empty();
        private Runnable whileSending = () -> {};
        private String undeletable = "";
        private int asked;

        Remote() {
            super(new ScriptedDestination());
        }

        @Override
        public Readiness start() {
            closed.clear();
            deletionsClosed = false;
            return super.start();
        }

        @Override
        public DeliveryResult deliver(Batch batch) {
            whileSending.run();
            return Answers.each(batch, id -> {
                if (id.startsWith("order-") && (!ordersOpen || closed.contains(ORDERS))) {
                    closed.add(ORDERS);
                    return Outcome.waiting(RIGHT_MISSING, Set.of(ORDERS), Set.of());
                }
                done.add(id.replace("order-", ""));
                return Outcome.DELIVERED;
            });
        }

        @Override
        public Shipment prepare(Batch batch) {
            return () -> deliver(batch);
        }

        @Override
        public Erasure erase(Person person) {
            asked++;
            if (refusal.isPresent()) {
                return new Erasure(List.of(), refusal);
            }
            // As the contract asks for: between two starts nothing is found open that was closed.
            deletionsClosed |= !mayDelete;
            if (deletionsClosed || person.userId().equals(undeletable)) {
                return Erasure.waiting(List.of(), RIGHT_MISSING, Set.of(deletionsWaitFor));
            }
            done.add("-" + person.userId());
            return new Erasure(List.of(), Optional.empty());
        }
    }
}
