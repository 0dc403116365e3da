package org.eventgateway.engine.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eventgateway.engine.intake.Acceptance;
import org.eventgateway.engine.log.Append;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.source.Checkpoint;
import org.eventgateway.plugin.source.EventSink;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a source writes and stores it when the source commits. For one input and the thread that reads it.
 *
 * <p>A failure to store sticks: whatever the source makes of the exception, nothing more of this input is stored, or a later commit would
 * leave a gap.
 */
public final class CommittingSink implements EventSink {
    /** A source commits every few thousand events; one that never does must not fill the memory. */
    private static final int MOST_RECORDS = 50_000;

    private static final long MOST_BYTES = 64_000_000;
    private static final int PIECE_RECORDS = 2_000;
    private static final long PIECE_BYTES = 4_000_000;

    private final String source;
    private final String input;
    private final Storing storing;
    private final boolean inPieces;
    private final Consumer<Refusal> refusals;
    private final List<Event> events = new ArrayList<>();
    private final List<Append.Refused> refused = new ArrayList<>();
    private long bytes;
    private Totals totals = Totals.NONE;
    private @Nullable RuntimeException failure;

    /**
     * @param source the source's name
     * @param input the input's name
     * @param storing stores
     * @param inPieces whether to store without waiting for the source's commits, for an input that is not taken up again
     * @param refusals hears of every refused record, before it is stored
     */
    public CommittingSink(String source, String input, Storing storing, boolean inPieces, Consumer<Refusal> refusals) {
        this.source = source;
        this.input = input;
        this.storing = storing;
        this.inPieces = inPieces;
        this.refusals = refusals;
    }

    @Override
    public void accept(Event event) {
        check();
        events.add(event);
        bytes += event.payloadLength();
        bound();
    }

    @Override
    public void refuse(long position, Reason reason) {
        check();
        Refusal refusal = new Refusal(position, reason);
        refusals.accept(refusal);
        refused.add(refusal.kept(source, input));
        bound();
    }

    @Override
    public void commit(Checkpoint checkpoint) {
        store(Optional.of(checkpoint));
    }

    /** Stores what is left when the source has returned. */
    public void finish(Optional<Checkpoint> checkpoint) {
        if (checkpoint.isPresent() || !events.isEmpty() || !refused.isEmpty()) {
            store(checkpoint);
        }
        check();
    }

    /** What was stored. */
    public Totals totals() {
        return totals;
    }

    /** Why storing failed, whatever the source threw then. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    private void bound() {
        int records = events.size() + refused.size();
        if (inPieces && (records >= PIECE_RECORDS || bytes >= PIECE_BYTES)) {
            store(Optional.empty());
        } else if (records > MOST_RECORDS || bytes > MOST_BYTES) {
            throw new IllegalStateException("the source does not commit");
        }
    }

    private void store(Optional<Checkpoint> checkpoint) {
        check();
        try {
            Acceptance acceptance = storing.store(List.copyOf(events), List.copyOf(refused), checkpoint);
            totals = totals.plus(events.size(), refused.size(), acceptance);
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
        events.clear();
        refused.clear();
        bytes = 0;
    }

    private void check() {
        if (failure != null) {
            throw failure;
        }
    }
}
