package org.eventgateway.smc.mapping;

import com.dashjoin.jsonata.JException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.smc.list.ListField;
import org.eventgateway.smc.mapping.CellWriter.Fit;
import org.eventgateway.smc.row.RowBuffer;
import org.jspecify.annotations.Nullable;

/** Maps events to rows. Holds scratch space that it reuses from event to event; for one thread. */
public final class RowMapper {
    private final RowPlan plan;
    private final List<RowPlan.Cell> cells;
    private final TooLong[] tooLong;
    private final Slots slots;
    private final Slots computed = new Slots(RowPlan.JSON, 1);
    private final EventTree trees = new EventTree(RowPlan.JSON);
    private @Nullable Map<String, @Nullable Object> tree;

    /** Makes a mapper of a plan. */
    public RowMapper(RowPlan plan) {
        this.plan = plan;
        this.cells = plan.cells();
        this.slots = new Slots(RowPlan.JSON, cells.size() * RowPlan.CANDIDATES);
        this.tooLong = new TooLong[cells.size()];
        for (int i = 0; i < tooLong.length; i++) {
            tooLong[i] = plan.tooLong(cells.get(i).field());
        }
    }

    /**
     * Writes the row of an event.
     *
     * @param out gets one ended row, or nothing if the event does not fit
     * @return why it does not fit
     */
    public Optional<Reason> append(Event event, RowBuffer out) {
        int start = out.size();
        tree = null;
        Reason problem = read(event);
        for (int i = 0; i < cells.size() && problem == null; i++) {
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

    private @Nullable Reason read(Event event) {
        if (!plan.readsPayload()) {
            return null;
        }
        try {
            slots.read(event, plan.trieOf(event.type()));
            return null;
        } catch (IOException e) {
            return Reason.event("payload_not_json", "The payload is not a valid JSON object; look at the sender.");
        }
    }

    private @Nullable Reason cell(Event event, RowBuffer out, int index) {
        RowPlan.Cell cell = cells.get(index);
        int start = out.size();
        Fit fit;
        String expected = cell.field().type().wireName();
        try {
            fit = write(event, out, index);
        } catch (IOException | JException | IllegalArgumentException e) {
            // Its text may quote the event.
            fit = Fit.WRONG_TYPE;
            expected = "a value that the expression of this column can compute";
        }
        if (fit != Fit.WRITTEN) {
            out.truncate(start);
            if (!cell.optional()) {
                return fit == Fit.TOO_LONG ? tooLong(cell.field()) : notConvertible(cell.field(), expected);
            }
            out.ascii("null");
        }
        boolean isNull = out.size() == start + 4 && out.endsWithNull();
        return isNull && !cell.field().allowsNull() ? missing(cell.field()) : null;
    }

    private Fit write(Event event, RowBuffer out, int index) throws IOException {
        RowPlan.Cell cell = cells.get(index);
        ColumnSource source = cell.source();
        if (source instanceof ColumnSource.Header header) {
            return header(event, out, cell.field(), tooLong[index], header.field());
        }
        if (source instanceof ColumnSource.Computed expression) {
            return computed(event, out, index, expression.expression());
        }
        int first = index * RowPlan.CANDIDATES;
        int slot = slots.isEmpty(first) && !slots.isEmpty(first + 1) ? first + 1 : first;
        return value(out, index, slots, slot);
    }

    private Fit value(RowBuffer out, int index, Slots found, int slot) throws IOException {
        if (found.kind(slot) == Slots.Kind.ABSENT || found.kind(slot) == Slots.Kind.NULL) {
            out.ascii("null");
            return Fit.WRITTEN;
        }
        return plan.writer().write(out, cells.get(index).field(), tooLong[index], found, slot);
    }

    private Fit computed(Event event, RowBuffer out, int index, Expression expression) throws IOException {
        Map<String, @Nullable Object> known = tree;
        if (known == null) {
            known = trees.of(event);
            tree = known;
        }
        computed.readValue(trees.bytes(expression.evaluate(known)));
        return value(out, index, computed, 0);
    }

    private Fit header(Event event, RowBuffer out, ListField field, TooLong rule, HeaderField header) {
        return switch (header) {
            case MESSAGE_ID -> plan.writer().write(out, field, rule, event.messageId());
            case TYPE -> plan.writer().write(out, field, rule, event.type().wireName());
            case NAME -> text(out, field, rule, event.name());
            case USER_ID -> text(out, field, rule, event.userId());
            case ANONYMOUS_ID -> text(out, field, rule, event.anonymousId());
            case PREVIOUS_ID -> text(out, field, rule, event.previousId());
            case GROUP_ID -> text(out, field, rule, event.groupId());
            case TIMESTAMP -> plan.writer().write(out, field, rule, event.timestamp());
            case RECEIVED_AT -> plan.writer().write(out, field, rule, event.receivedAt());
        };
    }

    private Fit text(RowBuffer out, ListField field, TooLong rule, Optional<String> text) {
        if (text.isEmpty()) {
            out.ascii("null");
            return Fit.WRITTEN;
        }
        return plan.writer().write(out, field, rule, text.get());
    }

    private static Reason notConvertible(ListField field, String expected) {
        return Reason.event(
                "value_not_convertible",
                "The value for the column " + field.name() + " cannot be converted; expected is " + expected + ".");
    }

    private static Reason tooLong(ListField field) {
        return Reason.event(
                "value_too_long",
                "The value for the column " + field.name() + " is longer than its "
                        + field.length().orElse(0)
                        + " characters; widen the column or set cut-text=cut for plain texts.");
    }

    private static Reason missing(ListField field) {
        return Reason.event(
                "value_missing",
                "The column " + field.name() + " must not be empty, and the event has no value for it.");
    }
}
