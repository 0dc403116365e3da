package org.eventgateway.smc.mapping;

import java.time.ZoneId;
import java.util.List;
import org.eventgateway.smc.list.ListField;
import org.eventgateway.smc.list.ListStructure;

/**
 * A column mapping compiled against a list as it is: which field each cell goes to and where its value comes from. Immutable; made
 * anew when the list's structure was read anew. Each mapping of a batch takes its own {@link RowMapper} from it.
 */
public final class RowPlan {
    private final CellPlan plan;
    private final String key;

    private RowPlan(CellPlan plan, String key) {
        this.plan = plan;
        this.key = key;
    }

    /**
     * Compiles.
     *
     * @param mapping what goes where; columns that the list has not are left out, so {@link #missing} must be asked first
     * @param list the list as it is
     * @param zone the zone of its dates and times
     * @param tooLong what becomes of texts that are too long; ids are never cut, as two events or two persons could become one
     */
    public static RowPlan compile(ColumnMapping mapping, ListStructure list, ZoneId zone, TooLong tooLong) {
        String key = mapping.keyColumn()
                .flatMap(list::loadable)
                .map(ListField::name)
                .orElseThrow(() -> new IllegalArgumentException("the list has no field for the message id"));
        return new RowPlan(new CellPlan(mapping.cells(list), key, zone, tooLong), key);
    }

    /** The columns that are not optional and that the list has not, or has as computed fields. */
    public static List<String> missing(ColumnMapping mapping, ListStructure list) {
        return mapping.columns().stream()
                .filter(column -> !column.optional())
                .map(Column::name)
                .filter(name -> list.loadable(name).isEmpty())
                .toList();
    }

    /** The fields that are filled, in the order of the cells, as SMC spells them. */
    public List<String> fields() {
        return plan.cells().stream().map(cell -> cell.field().name()).toList();
    }

    /** The field of the message id, as SMC spells it. */
    public String key() {
        return key;
    }

    CellPlan cellPlan() {
        return plan;
    }
}
