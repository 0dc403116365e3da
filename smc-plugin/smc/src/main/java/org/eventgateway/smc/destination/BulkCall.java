package org.eventgateway.smc.destination;

import java.util.List;
import org.eventgateway.plugin.Reason;
import org.eventgateway.smc.row.Rows;
import org.eventgateway.smc.settings.Effect;
import org.jspecify.annotations.Nullable;

/** Rows for one target, and whose they are. Two are equal if SMC would get the same request. For one thread at a time. */
final class BulkCall {
    private final Target target;
    private final List<List<EventWork>> owners;
    private final Rows rows;
    private final History history;

    /**
     * A call that was not sent yet.
     *
     * @param target where they go
     * @param owners by the number of a row in its buffer, the events that it stands for
     * @param rows those of the buffer that this call sends
     */
    BulkCall(Target target, List<List<EventWork>> owners, Rows rows) {
        this(target, owners, rows, History.NONE);
    }

    private BulkCall(Target target, List<List<EventWork>> owners, Rows rows, History history) {
        this.target = target;
        this.owners = owners;
        this.rows = rows;
        this.history = history;
    }

    Target target() {
        return target;
    }

    Rows rows() {
        return rows;
    }

    int size() {
        return rows.size();
    }

    /** Whether its rows were refused before though SMC shows what their target names, as it was asked. */
    boolean namesKnown() {
        return history.namesKnown();
    }

    /** Whether SMC did not find before what its target names, though nobody could look. */
    boolean notFoundBefore() {
        return history.notFoundBefore();
    }

    /** Of how many rows the largest call was with which its own were refused before; 0 if they were not. */
    int refusedAmong() {
        return history.refusedAmong();
    }

    /** Whether it is a part of a call of which SMC did not take some rows, and is sent to find them. */
    boolean isSuspected() {
        return history.suspicion() != null && !history.probablyTaken();
    }

    /** Whether it need not be sent, because all rows are found that were not taken of the call that it is a part of. */
    boolean isTaken() {
        Suspicion suspicion = history.suspicion();
        return suspicion != null && history.probablyTaken() && suspicion.isCleared();
    }

    BulkCall withNamesKnown() {
        return with(rows, history.withNamesKnown());
    }

    BulkCall withNotFoundBefore() {
        return with(rows, history.withNotFoundBefore());
    }

    /** Its parts after it was refused as a whole: the halves, or the one row once more. */
    List<BulkCall> refused() {
        BulkCall known = with(rows, history.refusedAmong(Math.max(refusedAmong(), size())));
        return size() == 1 ? List.of(known) : known.halves();
    }

    /** The events of the row at a place. */
    List<EventWork> ownersAt(int place) {
        return owners.get(rows.number(place));
    }

    /** Whether it is one row made of the profiles of several events. */
    boolean isFolded() {
        return target.effect() == Effect.PROFILE && size() == 1 && ownersAt(0).size() > 1;
    }

    void done() {
        for (int place = 0; place < rows.size(); place++) {
            ownersAt(place).forEach(work -> work.done(target.effect()));
        }
    }

    void waits(ClosedLists.Closed closed) {
        for (int place = 0; place < rows.size(); place++) {
            ownersAt(place).forEach(work -> work.waits(target.effect(), closed));
        }
    }

    /** Notes that none of its rows will ever be taken; answers whether calls behind it hold effects that are off now. */
    boolean rejected(Reason reason) {
        boolean off = false;
        for (int place = 0; place < rows.size(); place++) {
            for (EventWork work : ownersAt(place)) {
                off |= work.rejected(target.effect(), reason);
            }
        }
        return off;
    }

    /** Its rows were refused again, so they are among those that SMC counted. */
    void found() {
        Suspicion suspicion = history.suspicion();
        if (suspicion != null && isSuspected()) {
            suspicion.found(size());
        }
    }

    List<BulkCall> halves() {
        return with(rows.halves());
    }

    List<BulkCall> with(List<Rows> parts) {
        return parts.stream().map(part -> with(part, history)).toList();
    }

    /**
     * Cuts it into rows that SMC may not have taken and the others, which need not be sent again once as many were found as it counted.
     *
     * @param suspects those that may not have been taken
     * @param others the rest
     * @param refused how many were not taken
     */
    List<BulkCall> suspect(Rows suspects, Rows others, long refused) {
        Suspicion suspicion = new Suspicion(refused);
        return List.of(
                with(suspects, history.suspected(suspicion, false)), with(others, history.suspected(suspicion, true)));
    }

    private BulkCall with(Rows part, History past) {
        return new BulkCall(target, owners, part, past);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BulkCall call && target.equals(call.target) && rows.isLike(call.rows);
    }

    @Override
    public int hashCode() {
        return target.hashCode();
    }

    @Override
    public String toString() {
        return "BulkCall[" + size() + " for " + target.words() + "]";
    }

    /**
     * What became of its rows in calls before.
     *
     * @param suspicion of the call that it is a part of, if some of that were not taken
     * @param probablyTaken whether it holds the others of such a call
     */
    private record History(
            boolean namesKnown,
            boolean notFoundBefore,
            int refusedAmong,
            @Nullable Suspicion suspicion,
            boolean probablyTaken) {
        private static final History NONE = new History(false, false, 0, null, false);

        History withNamesKnown() {
            return new History(true, notFoundBefore, refusedAmong, suspicion, probablyTaken);
        }

        History withNotFoundBefore() {
            return new History(namesKnown, true, refusedAmong, suspicion, probablyTaken);
        }

        History refusedAmong(int rows) {
            return new History(namesKnown, notFoundBefore, rows, suspicion, probablyTaken);
        }

        History suspected(Suspicion found, boolean taken) {
            return new History(namesKnown, notFoundBefore, refusedAmong, found, taken);
        }
    }
}
