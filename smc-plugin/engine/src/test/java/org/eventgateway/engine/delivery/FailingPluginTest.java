package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.engine.delivery.DeliveryBench.SMC;
import static org.eventgateway.engine.delivery.DeliveryBench.batchesOf;
import static org.eventgateway.engine.fake.TestEvents.track;
import static org.eventgateway.engine.fake.TestEvents.tracks;

import java.util.List;
import org.eventgateway.engine.fake.ScriptedDestination;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.Readiness;
import org.junit.jupiter.api.Test;

class FailingPluginTest {

    @Test
    void aCallThatThrowsIsAnUnknownOutcome() {
        DeliveryBench bench = new DeliveryBench(batchesOf(2));
        bench.destination.answer(batch -> {
            throw new IllegalStateException("ann@example.com");
        });

        bench.accept(tracks(4)).untilIdle();

        assertThat(bench.destination.shipments()).containsExactly(1, 1, 2);
        assertThat(bench.balance().delivered()).isEqualTo(4);
    }

    @Test
    void theReasonNamesTheClassAndNotTheMessage() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(batch -> {
            throw new IllegalStateException("ann@example.com");
        });

        bench.accept(tracks(1)).untilItWaits();

        Reason reason = bench.delivery.status().reason().orElseThrow();
        assertThat(reason.category()).isEqualTo(Category.INTERNAL);
        assertThat(reason.text()).contains("IllegalStateException").doesNotContain("ann@example.com");
    }

    @Test
    void anErrorThrownByACallDoesNotEndTheDelivery() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(batch -> {
            throw new StackOverflowError();
        });

        bench.accept(tracks(1)).untilIdle();

        assertThat(bench.balance().delivered()).isEqualTo(1);
    }

    @Test
    void anEventThatCannotBeMappedDoesNotHoldUpTheOthers() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.whenPreparing(batch -> failOn(batch, "m3"));

        bench.accept(tracks(8)).untilIdle();

        assertThat(bench.store.dead(SMC)).singleElement().satisfies(letter -> {
            assertThat(letter.reason().code()).isEqualTo("plugin_failed");
            assertThat(letter.attempts()).isZero();
        });
        assertThat(bench.balance().delivered()).isEqualTo(7);
    }

    @Test
    void aMappingFaultThatPassesCostsNoEvent() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.whenPreparing(batch -> {
            if (bench.destination.calls().size() <= 3) {
                throw new IllegalStateException();
            }
        });

        bench.accept(tracks(4)).untilIdle();

        assertThat(bench.balance().delivered()).isEqualTo(4);
    }

    @Test
    void anEventThatCannotBeMappedIsGivenUpAtTheThirdFailure() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.whenPreparing(batch -> failOn(batch, "m1"));

        bench.accept(track("m1", "u")).untilIdle();

        assertThat(bench.destination.calls()).containsExactly("start", "prepare 1", "prepare 1", "prepare 1");
        assertThat(bench.balance().deadLettered()).isEqualTo(1);
    }

    @Test
    void anErrorWhileMappingIsNoEventsFaultHoweverLongItLasts() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.whenPreparing(batch -> {
            if (bench.destination.calls().size() <= 20) {
                throw new NoClassDefFoundError();
            }
        });

        bench.accept(tracks(4)).untilIdle();

        assertThat(bench.balance().delivered()).isEqualTo(4);
        assertThat(bench.destination.sent()).hasSize(1);
    }

    @Test
    void aFaultThatComesBackWithEveryRetryIsLoggedOnce() {
        DeliveryBench bench = new DeliveryBench();
        for (int i = 0; i < 5; i++) {
            bench.destination.answer(batch -> {
                throw new IllegalStateException("ann@example.com");
            });
        }

        try (LogLines log = new LogLines()) {
            bench.accept(tracks(1)).untilIdle();

            assertThat(log.with("SEVERE"))
                    .singleElement()
                    .asString()
                    .contains("java.lang.IllegalStateException in send");
            assertThat(log.with("ann@example.com")).isEmpty();
        }
    }

    @Test
    void aFaultWhileMappingAheadIsMetAgainWhereItIsHandled() {
        DeliveryBench bench = new DeliveryBench(batchesOf(1));
        bench.destination.whenPreparing(batch -> failOn(batch, "m2")).answer(batch -> {
            bench.delivery.prepareAhead();
            return ScriptedDestination.allDelivered(batch);
        });

        bench.accept(tracks(3)).untilIdle();

        assertThat(bench.balance().delivered()).isEqualTo(2);
        assertThat(bench.balance().deadLettered()).isEqualTo(1);
    }

    @Test
    void aStartThatThrowsIsTriedAgain() {
        DeliveryBench bench = new DeliveryBench();
        Delivery delivery = bench.delivery(DeliveryBench.DEFAULTS, new ThrowingStart(bench.destination, 2));

        Due first = delivery.step(() -> {});
        bench.clock.advanceTo(first.at());
        Due second = delivery.step(() -> {});
        bench.clock.advanceTo(second.at());
        delivery.step(() -> {});

        assertThat(first.at()).isAfterOrEqualTo(VirtualClock.START);
        assertThat(delivery.status().state()).isEqualTo(DeliveryState.DELIVERING);
    }

    @Test
    void aListenerThatThrowsIsIgnored() {
        DeliveryBench bench = new DeliveryBench();
        Delivery delivery = new Delivery(new DeliveryParts(
                SMC,
                bench.destination,
                bench.store,
                bench.store.setAside(),
                bench.store,
                bench.outages,
                DeliveryBench.DEFAULTS,
                bench.clock,
                new java.util.SplittableRandom(1),
                new DeliveryListener() {
                    @Override
                    public void delivered(String connection, long events) {
                        throw new IllegalStateException();
                    }
                }));
        bench.accept(track("m1", "u"));

        Due due = Due.NOW;
        while (!due.equals(Due.ON_EVENT)) {
            due = delivery.step(() -> {});
        }

        assertThat(bench.balance().delivered()).isEqualTo(1);
    }

    private static void failOn(Batch batch, String messageId) {
        List<String> ids =
                batch.items().stream().map(item -> item.event().messageId()).toList();
        if (ids.contains(messageId)) {
            throw new IllegalStateException("cannot map");
        }
    }

    /** A destination whose first starts throw. */
    private static final class ThrowingStart extends ForwardingDestination {
        private int failures;

        ThrowingStart(ScriptedDestination to, int failures) {
            super(to);
            this.failures = failures;
        }

        @Override
        public Readiness start() {
            if (failures-- > 0) {
                throw new IllegalStateException();
            }
            return super.start();
        }
    }
}
