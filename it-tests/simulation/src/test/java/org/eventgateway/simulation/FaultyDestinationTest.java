package org.eventgateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Preview;
import org.eventgateway.plugin.destination.Readiness;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.Person;
import org.junit.jupiter.api.Test;

/** The simulation must be able to fail: each of these faults is put around the real destination, and must be noticed within a few seeds. */
class FaultyDestinationTest {
    private static final int SEEDS = 40;
    private static final Map<String, String> NO_SETTLE_TIME = Map.of("settle-time", "0s");

    @Test
    void noticesThatAnUnknownOutcomeIsTakenForSuccess() {
        assertThat(noticed(destination -> new Misreporting(destination) {
                    @Override
                    DeliveryResult answer(Batch batch, DeliveryResult result) {
                        return result instanceof DeliveryResult.Unknown ? allDelivered(batch) : result;
                    }
                }))
                .isTrue();
    }

    @Test
    void noticesThatARejectionIsTakenForSuccess() {
        assertThat(noticed(destination -> new Misreporting(destination) {
                    @Override
                    DeliveryResult answer(Batch batch, DeliveryResult result) {
                        return result instanceof DeliveryResult.Settled settled ? allDelivered(settled) : result;
                    }
                }))
                .isTrue();
    }

    @Test
    void noticesThatWhatWaitsForAnOperatorIsTakenForDelivered() {
        assertThat(noticed(destination -> new Misreporting(destination) {
                    @Override
                    DeliveryResult answer(Batch batch, DeliveryResult result) {
                        return waits(result) ? allDelivered(batch) : result;
                    }
                }))
                .isTrue();
    }

    @Test
    void noticesThatAListIsOpenedBeforeThoseWhoWaitForIt() {
        assertThat(noticed(destination -> new Faulty(destination) {
                    private boolean somebodyWaits;

                    @Override
                    public Shipment prepare(Batch batch) {
                        Shipment shipment = super.prepare(batch);
                        return () -> {
                            if (somebodyWaits) {
                                super.start(); // opens all lists, which only a round may do
                            }
                            DeliveryResult result = shipment.send();
                            somebodyWaits = waits(result);
                            return result;
                        };
                    }
                }))
                .isTrue();
    }

    @Test
    void noticesThatAThrottledBatchIsDropped() {
        assertThat(noticed(destination -> new Misreporting(destination) {
                    @Override
                    DeliveryResult answer(Batch batch, DeliveryResult result) {
                        return result instanceof DeliveryResult.Throttled ? allDelivered(batch) : result;
                    }
                }))
                .isTrue();
    }

    @Test
    void noticesThatABatchIsSentBackwards() {
        assertThat(noticed(destination -> new Faulty(destination) {
                    @Override
                    public Shipment prepare(Batch batch) {
                        List<Batch.Item> items = new ArrayList<>(batch.items());
                        Collections.reverse(items);
                        return super.prepare(new Batch(items));
                    }
                }))
                .isTrue();
    }

    @Test
    void noticesThatAnEventIsLeftOut() {
        assertThat(noticed(destination -> new Faulty(destination) {
                    @Override
                    public Shipment prepare(Batch batch) {
                        if (batch.items().size() < 2) {
                            return super.prepare(batch);
                        }
                        Batch.Item left = batch.items().get(0);
                        Shipment rest = super.prepare(
                                new Batch(batch.items().subList(1, batch.items().size())));
                        return () -> with(rest.send(), left.id());
                    }
                }))
                .isTrue();
    }

    @Test
    void noticesThatADeletionIsNotDone() {
        assertThat(noticed(destination -> new Faulty(destination) {
                    @Override
                    public Erasure erase(Person person) {
                        return new Erasure(List.of(), Optional.empty());
                    }
                }))
                .isTrue();
    }

    @Test
    void noticesThatNothingWaitsAfterACrash() {
        assertThat(noticed(destination -> new Faulty(destination) {
                    @Override
                    public void afterCrash() {
                        // as if the last run had ended in order
                    }
                }))
                .isTrue();
    }

    @Test
    void noticesThatNothingEverWaitsForALostAnswer() {
        assertThat(noticed(NO_SETTLE_TIME, (destination, clock) -> destination)).isTrue();
    }

    @Test
    void noticesThatNothingWaitsForALostAnswerThoughItDoesAfterACrash() {
        assertThat(noticed(NO_SETTLE_TIME, SettlingAfterACrashOnly::new)).isTrue();
    }

    private static boolean waits(DeliveryResult result) {
        return result instanceof DeliveryResult.Settled settled
                && settled.outcomes().values().stream().anyMatch(Outcome.Waiting.class::isInstance);
    }

    private static boolean noticed(UnaryOperator<Destination> fault) {
        return noticed(Map.of(), (destination, clock) -> fault.apply(destination));
    }

    private static boolean noticed(Map<String, String> changed, BiFunction<Destination, Clock, Destination> fault) {
        return LongStream.rangeClosed(1, SEEDS)
                .anyMatch(seed -> !Simulation.run(seed, Optional.empty(), changed, fault)
                        .problems()
                        .isEmpty());
    }

    private static DeliveryResult allDelivered(Batch batch) {
        Map<Long, Outcome> outcomes = new HashMap<>();
        batch.items().forEach(item -> outcomes.put(item.id(), Outcome.DELIVERED));
        return new DeliveryResult.Settled(outcomes);
    }

    private static DeliveryResult allDelivered(DeliveryResult.Settled settled) {
        Map<Long, Outcome> outcomes = new HashMap<>();
        settled.outcomes().keySet().forEach(id -> outcomes.put(id, Outcome.DELIVERED));
        return new DeliveryResult.Settled(outcomes);
    }

    private static DeliveryResult with(DeliveryResult result, long delivered) {
        if (!(result instanceof DeliveryResult.Settled settled)) {
            return result;
        }
        Map<Long, Outcome> outcomes = new HashMap<>(settled.outcomes());
        outcomes.put(delivered, Outcome.DELIVERED);
        return new DeliveryResult.Settled(outcomes);
    }

    /** Does what the real one does, but for one thing. */
    private static class Faulty implements Destination {
        private final Destination real;

        Faulty(Destination real) {
            this.real = real;
        }

        @Override
        public void afterCrash() {
            real.afterCrash();
        }

        @Override
        public Readiness start() {
            return real.start();
        }

        @Override
        public CheckReport check() {
            return real.check();
        }

        @Override
        public Preview preview(Event event) {
            return real.preview(event);
        }

        @Override
        public DeliveryResult deliver(Batch batch) {
            return prepare(batch).send();
        }

        @Override
        public Shipment prepare(Batch batch) {
            return real.prepare(batch);
        }

        @Override
        public Erasure erase(Person person) {
            return real.erase(person);
        }

        @Override
        public void close() {
            real.close();
        }
    }

    /** Waits after a crash in place of the real one, which never waits. */
    private static final class SettlingAfterACrashOnly extends Faulty {
        private static final Reason SETTLING = Reason.throttled("settling", "The process before may be at work.");

        private final Clock clock;
        private Instant settled = Instant.MIN;

        SettlingAfterACrashOnly(Destination real, Clock clock) {
            super(real);
            this.clock = clock;
        }

        @Override
        public void afterCrash() {
            settled = clock.instant().plusSeconds(30);
        }

        @Override
        public Shipment prepare(Batch batch) {
            Shipment shipment = super.prepare(batch);
            return () -> clock.instant().isBefore(settled)
                    ? new DeliveryResult.Throttled(settled, Scope.CONNECTION, SETTLING)
                    : shipment.send();
        }

        @Override
        public Erasure erase(Person person) {
            return clock.instant().isBefore(settled)
                    ? new Erasure(List.of(), Optional.of(SETTLING))
                    : super.erase(person);
        }
    }

    /** Says something else than the real one. */
    private abstract static class Misreporting extends Faulty {
        Misreporting(Destination real) {
            super(real);
        }

        abstract DeliveryResult answer(Batch batch, DeliveryResult result);

        @Override
        public Shipment prepare(Batch batch) {
            Shipment shipment = super.prepare(batch);
            return () -> answer(batch, shipment.send());
        }
    }
}
