package org.eventgateway.smc.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.smc.list.ListField;
import org.eventgateway.smc.mapping.CellWriter.Fit;
import org.eventgateway.smc.row.RowBuffer;
import org.jspecify.annotations.Nullable;

/** Writes the cells of one event after the other. Holds scratch space that it reuses; for one thread. */
final class Cells {
    private final CellPlan plan;
    private final List<CellPlan.Cell> cells;
    private final TooLong[] tooLong;
    private final Slots slots;
    private final Slots computed = new Slots(CellPlan.JSON, 1);
    private final EventTree trees = new EventTree(CellPlan.JSON);
    private @Nullable Map<String, @Nullable Object> tree;

    Cells(CellPlan plan) {
        this.plan = plan;
        this.cells = plan.cells();
        this.slots = new Slots(CellPlan.JSON, plan.slots());
        this.tooLong = new TooLong[cells.size()];
        for (int i = 0; i < tooLong.length; i++) {
            tooLong[i] = plan.tooLong(cells.get(i));
        }
    }

    /** Reads an event; null if that went well. */
    @Nullable Reason read(Event event) {
        tree = null;
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

    /**
     * Writes a cell of the event that was read. Writes nothing if the event does not have its value.
     *
     * @return why it does not fit; null if it does or is absent
     */
    @Nullable Reason write(Event event, RowBuffer out, int index) {
        CellPlan.Cell cell = cells.get(index);
        int start = out.size();
        Fit fit;
        String expected = cell.field().type().wireName();
        try {
            fit = tryWrite(event, out, index);
        } catch (IOException | JException | IllegalArgumentException e) {
            // Its text may quote the event.
            fit = Fit.WRONG_TYPE;
            expected = "a value that the expression of this column can compute";
        }
        if (fit == Fit.WRONG_TYPE || fit == Fit.TOO_LONG) {
            out.truncate(start);
            if (!cell.optional()) {
                return fit == Fit.TOO_LONG ? tooLong(cell) : notConvertible(cell.field(), expected);
            }
            fit = Fit.NULL;
        }
        if (fit == Fit.NULL) {
            out.ascii("null");
        }
        return null;
    }

    private Fit tryWrite(Event event, RowBuffer out, int index) throws IOException {
        CellPlan.Cell cell = cells.get(index);
        ColumnSource source = cell.source();
        if (source instanceof ColumnSource.Header header) {
            return header(event, out, cell.field(), tooLong[index], header.field());
        }
        if (source instanceof ColumnSource.Computed expression) {
            return computed(event, out, index, expression.expression());
        }
        int first = index * CellPlan.CANDIDATES;
        boolean ofContext = event.type() == EventType.IDENTIFY && cell.isOfBody() && slots.isEmpty(plan.ownTraits());
        return value(out, index, slots, ofContext ? first + 1 : first);
    }

    private Fit value(RowBuffer out, int index, Slots found, int slot) throws IOException {
        return switch (found.kind(slot)) {
            case ABSENT -> Fit.ABSENT;
            case NULL -> Fit.NULL;
            case STRING, NUMBER, TRUE, FALSE, TREE ->
                plan.writer().write(out, cells.get(index).field(), tooLong[index], found, slot);
        };
    }

    private Fit computed(Event event, RowBuffer out, int index, Expression expression) throws IOException {
        Map<String, @Nullable Object> known = tree;
        if (known == null) {
            known = trees.of(event);
            tree = known;
        }
        Object result = expression.evaluate(known);
        if (result == null || result == Jsonata.NULL_VALUE) {
            return result == null ? Fit.ABSENT : Fit.NULL;
        }
        computed.readValue(trees.bytes(result));
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
        return text.isEmpty() ? Fit.ABSENT : plan.writer().write(out, field, rule, text.get());
    }

    private static Reason notConvertible(ListField field, String expected) {
        return Reason.event(
                "value_not_convertible",
                "The value for the column " + field.name() + " cannot be converted; expected is " + expected + ".");
    }

    private static Reason tooLong(CellPlan.Cell cell) {
        return Reason.event(
                "value_too_long",
                "The value for the column " + cell.field().name() + " is longer than its "
                        + cell.field().length().orElse(0)
                        + (cell.isIdentity()
                                ? " characters; widen the column, since an id is never cut."
                                : " characters; widen the column or set cut-text=cut for plain texts."));
    }
}
