package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.Settlement;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusBoardTest {
    private static final Scope PEOPLE = new Scope("list", "PEOPLE");
    private static final Scope ORDERS = new Scope("list", "ORDERS");
    private static final Reason NO_RIGHT = Reason.configuration("right_missing", "Grant the right.");
    private static final Reason OTHER_WORDS = Reason.configuration("bad_key", "The key is still refused. Renew it.");

    private final LogLines log = new LogLines();
    private final VirtualClock clock = new VirtualClock();
    private final List<String> heard = new ArrayList<>();
    private final StatusBoard board = new StatusBoard("smc", clock, new HeardListener(heard));

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aPauseIsLoggedAsAWarningThatSaysWhyAndWhatToDo() {
        board.enter(DeliveryState.PAUSED, Answers.BAD_KEY);

        assertThat(log.all())
                .containsExactly("WARNING Connection smc is paused; its events are kept until an operator has acted"
                        + ": bad_key, The key is refused. Renew it.");
    }

    @Test
    void aConnectionThatWorksAgainIsLoggedAsNewsAndNotAsAWarning() {
        board.enter(DeliveryState.BACKING_OFF, Answers.TIMED_OUT);
        board.delivering();
        board.stopped();

        assertThat(log.all())
                .containsExactly(
                        "WARNING Connection smc is backing off and will try again by itself"
                                + ": timed_out, The call took too long.",
                        "INFO Connection smc is delivering.",
                        "INFO Connection smc is stopped.");
    }

    @Test
    void throttlesComeAndGoWithoutALineThatAnOperatorSees() {
        board.delivering();
        board.enter(DeliveryState.THROTTLED, Answers.QUOTA);
        board.delivering();

        assertThat(log.with("FINE "))
                .containsExactly(
                        "FINE Connection smc is waiting because the remote system asked for it: quota, The quota is spent.",
                        "FINE Connection smc is delivering.");
    }

    @Test
    void aPauseForAnotherReasonIsToldAndOneForTheSameReasonInOtherWordsIsNot() {
        board.enter(DeliveryState.PAUSED, Answers.BAD_KEY);
        board.enter(DeliveryState.PAUSED, OTHER_WORDS);
        board.enter(DeliveryState.PAUSED, NO_RIGHT);

        assertThat(heard).containsExactly("PAUSED bad_key", "PAUSED right_missing");
        assertThat(log.with("WARNING")).hasSize(2);
    }

    @Test
    void aBackOffWhoseReasonChangesIsNotToldAgainButItsStatusSaysTheLatest() {
        board.enter(DeliveryState.BACKING_OFF, Answers.TIMED_OUT);
        board.enter(DeliveryState.BACKING_OFF, Answers.BUSY);

        assertThat(heard).containsExactly("BACKING_OFF timed_out");
        assertThat(board.status().reason()).contains(Answers.BUSY);
    }

    @Test
    void theStatusTellsSinceWhenItIsInItsStateWhateverTheReason() {
        board.enter(DeliveryState.PAUSED, Answers.BAD_KEY);
        clock.advance(Duration.ofHours(1));
        board.enter(DeliveryState.PAUSED, NO_RIGHT);
        assertThat(board.status().since()).isEqualTo(VirtualClock.START);

        board.delivering();
        assertThat(board.status().since()).isEqualTo(VirtualClock.START.plusSeconds(3_600));
    }

    @Test
    void whatWaitsForAnOperatorIsLoggedOnceWhenItBeginsAndOnceWhenItEnds() {
        board.waiting(Map.of(PEOPLE, NO_RIGHT));
        board.waiting(Map.of(PEOPLE, NO_RIGHT, ORDERS, NO_RIGHT));
        board.waiting(Map.of(ORDERS, NO_RIGHT));

        assertThat(log.all())
                .containsExactly(
                        "WARNING Connection smc: what needs the list PEOPLE waits until an operator has acted, "
                                + "the rest goes on: right_missing, Grant the right.",
                        "WARNING Connection smc: what needs the list ORDERS waits until an operator has acted, "
                                + "the rest goes on: right_missing, Grant the right.",
                        "INFO Connection smc: what waited for the list PEOPLE has gone out.");
    }

    @Test
    void aConnectionIsPartlyPausedAsLongAsSomeWaitAndTheLogSaysItInOneLineEach() {
        board.delivering();
        board.waiting(Map.of(PEOPLE, NO_RIGHT));
        board.waiting(Map.of());

        assertThat(heard).containsExactly("DELIVERING", "PARTLY_PAUSED right_missing", "DELIVERING");
        assertThat(log.all())
                .containsExactly(
                        "INFO Connection smc is delivering.",
                        "WARNING Connection smc: what needs the list PEOPLE waits until an operator has acted, "
                                + "the rest goes on: right_missing, Grant the right.",
                        "INFO Connection smc: what waited for the list PEOPLE has gone out.");
    }

    @Test
    void whoGoesOnAfterAFailureWhileSomeWaitSaysBoth() {
        board.waiting(Map.of(PEOPLE, NO_RIGHT));
        board.enter(DeliveryState.BACKING_OFF, Answers.TIMED_OUT);
        board.delivering();

        assertThat(log.all())
                .last()
                .isEqualTo("INFO Connection smc is delivering, but for events that are kept until an operator has acted"
                        + ": right_missing, Grant the right.");
    }

    @Test
    void aDeliveryThatGoesOnSaysAtOnceThatSomeWait() {
        board.delivering();
        board.waiting(Map.of(PEOPLE, NO_RIGHT));

        assertThat(board.status().state()).isEqualTo(DeliveryState.PARTLY_PAUSED);
        assertThat(board.status().reason()).contains(NO_RIGHT);
    }

    @Test
    void thatSomeWaitDoesNotHideThatAllIsPaused() {
        board.enter(DeliveryState.PAUSED, Answers.BAD_KEY);
        board.waiting(Map.of(PEOPLE, NO_RIGHT));

        assertThat(board.status().state()).isEqualTo(DeliveryState.PAUSED);
        assertThat(board.status().reason()).contains(Answers.BAD_KEY);
    }

    @Test
    void aSettlementOfDeadLettersOnlyIsNoDelivery() {
        Settlement.Rejected rejected = new Settlement.Rejected(new Position(1), Answers.BAD_BATCH, 1, 0, 0, Set.of());

        board.settled(new Settlement(new Position(1), 0, 0, List.of(rejected)));

        assertThat(heard).containsExactly("dead bad_batch");
        assertThat(board.status().lastDelivered()).isEmpty();
    }

    @Test
    void theStatusTellsHowOldTheOldestEventInHandIs() {
        board.oldest(Optional.of(VirtualClock.START));
        assertThat(board.status().oldestReceived()).contains(VirtualClock.START);

        board.oldest(Optional.empty());
        assertThat(board.status().oldestReceived()).isEmpty();
    }

    @Test
    void aPluginThatFailsIsLoggedOnceWithItsPlaceHoweverOftenItFails() {
        IllegalStateException thrown = new IllegalStateException("ann@example.com");
        for (int i = 0; i < 3; i++) {
            board.pluginFailed(Reasons.pluginFailed("send", thrown), thrown);
        }

        assertThat(log.all())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith(
                                "SEVERE Connection smc: The destination failed with java.lang.IllegalStateException in send. "
                                        + "Report it to its maker. It failed at org.eventgateway.engine.delivery.StatusBoardTest.")
                        .doesNotContain("ann@example.com"));
    }

    @Test
    void aFailureWithoutATraceIsLoggedAllTheSame() {
        IllegalStateException thrown = new IllegalStateException();
        thrown.setStackTrace(new StackTraceElement[0]);

        board.pluginFailed(Reasons.pluginFailed("send", thrown), thrown);

        assertThat(log.with("It failed at an unknown place")).hasSize(1);
    }

    @Test
    void aPluginThatFailsInEverNewWaysFloodsNeitherTheLogNorTheMemory() {
        for (int i = 0; i < 1_000; i++) {
            board.pluginFailed(Reason.internal("plugin_failed", "It failed in way " + i + "."), new Error());
        }

        assertThat(log.all()).hasSize(100);
    }

    @Test
    void aListenerThatThrowsIsLoggedSoThatItsMakerHearsOfIt() {
        board.tell(listener -> {
            throw new IllegalStateException();
        });

        assertThat(log.with("IllegalStateException in a listener")).hasSize(1);
    }
}
