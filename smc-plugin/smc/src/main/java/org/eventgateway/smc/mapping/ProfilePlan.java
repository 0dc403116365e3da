package org.eventgateway.smc.mapping;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eventgateway.smc.list.ListField;
import org.eventgateway.smc.list.ListStructure;

/**
 * How identify calls fill the fields of the user list: the trait of a field's name, in any case, or what the configuration says.
 * {@code ID} is SMC's own number and {@code OPTOUT} is set by unsubscribing, so both are filled only when configured. The business
 * key always takes the user id. Immutable; made anew when the list's structure was read anew.
 */
public final class ProfilePlan {
    private static final List<String> SYSTEM_FIELDS = List.of("ID", "OPTOUT");

    private final CellPlan plan;

    private ProfilePlan(CellPlan plan) {
        this.plan = plan;
    }

    /**
     * Compiles.
     *
     * @param mapping fields that do not take the trait of their name
     * @param businessKey the field of the user id, which the list must have
     * @param list the user list as it is
     * @param zone the zone of its dates and times
     * @param tooLong what becomes of texts that are too long; the key is never cut
     */
    public static ProfilePlan compile(
            ColumnMapping mapping, String businessKey, ListStructure list, ZoneId zone, TooLong tooLong) {
        ListField key = list.loadable(businessKey)
                .orElseThrow(() -> new IllegalArgumentException("the user list has no field for the business key"));
        List<CellPlan.Cell> cells = new ArrayList<>();
        cells.add(new CellPlan.Cell(key, false, false, new ColumnSource.Header(HeaderField.USER_ID)));
        cells.addAll(mapping.cells(list));
        TreeSet<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        taken.addAll(SYSTEM_FIELDS);
        cells.forEach(cell -> taken.add(cell.field().name()));
        for (ListField field : list.fields()) {
            if (!field.computed() && taken.add(field.name())) {
                EventPath path = new EventPath(List.of(EventPath.BODY, field.name()));
                cells.add(new CellPlan.Cell(field, false, true, new ColumnSource.Path(path)));
            }
        }
        return new ProfilePlan(new CellPlan(cells, key.name(), zone, tooLong));
    }

    /** The business key, as SMC spells it. */
    public String key() {
        return plan.cells().get(0).field().name();
    }

    CellPlan cellPlan() {
        return plan;
    }
}
