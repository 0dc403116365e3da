package org.eventgateway.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eventgateway.engine.fake.TestEvents;
import org.eventgateway.engine.intake.Acceptance;
import org.eventgateway.engine.log.Append;
import org.eventgateway.engine.log.LogUnavailableException;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.source.Checkpoint;
import org.junit.jupiter.api.Test;

class CommittingSinkTest {
    private static final Checkpoint HERE = new Checkpoint("here");

    private final List<String> stored = new ArrayList<>();
    private boolean broken;

    @Test
    void storesEventsRefusalsAndCheckpointTogether() {
        CommittingSink sink = sink(false);
        sink.accept(TestEvents.track("m1", "u"));
        sink.refuse(2, Reason.event("bad_line", "It is bad."));
        sink.accept(TestEvents.track("m2", "u"));

        sink.commit(HERE);

        assertThat(stored).containsExactly("2 events, 1 refused, here");
        assertThat(sink.totals()).isEqualTo(new Totals(2, 0, 0, 1));
    }

    @Test
    void storesNothingBeforeTheSourceCommits() {
        CommittingSink sink = sink(false);
        for (int i = 0; i < 10_000; i++) {
            sink.accept(TestEvents.track("m" + i, "u"));
        }

        assertThat(stored).isEmpty();
    }

    @Test
    void endsASourceThatNeverCommits() {
        CommittingSink sink = sink(false);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100_000; i++) {
                        sink.accept(TestEvents.track("m" + i, "u"));
                    }
                })
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void storesNothingMoreAfterAFailure() {
        CommittingSink sink = sink(false);
        sink.accept(TestEvents.track("m1", "u"));
        broken = true;
        assertThatThrownBy(() -> sink.commit(HERE)).isInstanceOf(LogUnavailableException.class);
        broken = false;

        assertThatThrownBy(() -> sink.accept(TestEvents.track("m2", "u"))).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> sink.commit(HERE)).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> sink.finish(Optional.empty())).isInstanceOf(LogUnavailableException.class);
        assertThat(stored).isEmpty();
        assertThat(sink.failure()).isPresent();
    }

    @Test
    void storesTheLastCheckpointThoughNothingElseIsLeft() {
        sink(false).finish(Optional.of(HERE));

        assertThat(stored).containsExactly("0 events, 0 refused, here");
    }

    @Test
    void hasNothingToStoreForAnEmptyRequest() {
        sink(true).finish(Optional.empty());

        assertThat(stored).isEmpty();
    }

    private CommittingSink sink(boolean inPieces) {
        return new CommittingSink("smc", "export.csv", this::store, inPieces, refusal -> {});
    }

    private Acceptance store(List<Event> events, List<Append.Refused> refused, Optional<Checkpoint> checkpoint) {
        if (broken) {
            throw new LogUnavailableException("told to fail", Duration.ofSeconds(1));
        }
        stored.add(events.size() + " events, " + refused.size() + " refused, "
                + checkpoint.map(Checkpoint::value).orElse("-"));
        return new Acceptance(events.size(), 0, List.of());
    }
}
