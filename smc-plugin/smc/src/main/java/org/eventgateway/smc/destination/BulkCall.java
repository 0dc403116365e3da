package org.eventgateway.smc.destination;

import java.util.List;
import org.eventgateway.plugin.Reason;
import org.eventgateway.smc.row.Rows;
import org.eventgateway.smc.settings.Effect;

/**
 * Rows for one target, and whose they are.
 *
 * @param target where they go
 * @param owners by the number of a row in its buffer, the events that it stands for
 * @param rows those of the buffer that this call sends
 * @param namesKnown whether its rows were refused before though SMC shows what their target names, as it was asked
 * @param refusedAmong of how many rows the largest call was with which its own were refused before; 0 if they were not
 */
record BulkCall(Target target, List<List<EventWork>> owners, Rows rows, boolean namesKnown, int refusedAmong) {

    BulkCall(Target target, List<List<EventWork>> owners, Rows rows) {
        this(target, owners, rows, false, 0);
    }

    BulkCall withNamesKnown() {
        return new BulkCall(target, owners, rows, true, refusedAmong);
    }

    /** Its parts after it was refused as a whole: the halves, or the one row once more. */
    List<BulkCall> refused() {
        BulkCall known = new BulkCall(target, owners, rows, namesKnown, Math.max(refusedAmong, size()));
        return size() == 1 ? List.of(known) : known.halves();
    }

    int size() {
        return rows.size();
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

    void waits(Reason reason) {
        for (int place = 0; place < rows.size(); place++) {
            ownersAt(place).forEach(work -> work.waits(target.effect(), target.list(), reason));
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

    List<BulkCall> halves() {
        return with(rows.halves());
    }

    List<BulkCall> with(List<Rows> parts) {
        return parts.stream()
                .map(part -> new BulkCall(target, owners, part, namesKnown, refusedAmong))
                .toList();
    }
}
