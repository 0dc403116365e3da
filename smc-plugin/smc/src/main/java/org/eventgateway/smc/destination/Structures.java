package org.eventgateway.smc.destination;

import java.util.List;
import java.util.Optional;
import org.eventgateway.smc.list.ListField;
import org.eventgateway.smc.mapping.ProfilePlan;
import org.eventgateway.smc.mapping.RowPlan;

/**
 * The mappings, compiled against the lists as they are.
 *
 * @param rows of the events list, if it can be written to
 * @param profiles of the user list, if there is one that can be written to
 * @param fields all fields of these lists, by which a change is seen
 */
record Structures(Optional<RowPlan> rows, Optional<ProfilePlan> profiles, List<ListField> fields) {

    /** Whether the lists were the same when the other was compiled. */
    boolean isLike(Structures other) {
        return fields.equals(other.fields);
    }
}
