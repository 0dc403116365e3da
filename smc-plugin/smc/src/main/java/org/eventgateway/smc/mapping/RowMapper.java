package org.eventgateway.smc.mapping;

import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.smc.list.ListField;
import org.eventgateway.smc.row.RowBuffer;
import org.jspecify.annotations.Nullable;

/** Maps events to rows. Reuses scratch space from event to event; for one thread. */
public final class RowMapper {
    private final Cells cells;
    private final ListField[] fields;

    /** Makes a mapper of a plan. */
    public RowMapper(RowPlan plan) {
        this.cells = new Cells(plan.cellPlan());
        this.fields = plan.cellPlan().cells().stream().map(CellPlan.Cell::field).toArray(ListField[]::new);
    }

    /**
     * Writes the row of an event.
     *
     * @param out gets one ended row, or nothing if the event does not fit
     * @return why it does not fit
     */
    public Optional<Reason> append(Event event, RowBuffer out) {
        int start = out.size();
        Reason problem = cells.read(event);
        for (int i = 0; i < fields.length && problem == null; i++) {
            out.raw(i == 0 ? '[' : ',');
            problem = cell(event, out, i);
        }
        if (problem != null) {
            out.truncate(start);
            return Optional.of(problem);
        }
        out.raw(']');
        out.endRow();
        return Optional.empty();
    }

    private @Nullable Reason cell(Event event, RowBuffer out, int index) {
        int start = out.size();
        Reason problem = cells.write(event, out, index);
        if (problem == null && out.size() == start) {
            out.ascii("null");
        }
        boolean isNull = out.size() == start + 4 && out.endsWithNull();
        return isNull && !fields[index].allowsNull() ? missing(fields[index]) : problem;
    }

    private static Reason missing(ListField field) {
        return Reason.event(
                "value_missing",
                "The column " + field.name() + " must not be empty, and the event has no value for it.");
    }
}
