package org.eventgateway.smc.mapping;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.smc.row.RowBuffer;

/** Maps identify calls to profiles. Reuses scratch space from event to event; for one thread. */
public final class ProfileMapper {
    private final CellPlan plan;
    private final Cells cells;

    /** Makes a mapper of a plan. */
    public ProfileMapper(ProfilePlan plan) {
        this.plan = plan.cellPlan();
        this.cells = new Cells(this.plan);
    }

    /**
     * Maps one call that has a user id.
     *
     * @param profile gets the cells that the call has, null ones included; what it has not stays as it was
     * @return why it does not fit; the profile must then be thrown away
     */
    public Optional<Reason> map(Event event, Profile profile) {
        Reason problem = cells.read(event);
        RowBuffer cell = new RowBuffer();
        for (int i = 0; i < plan.cells().size() && problem == null; i++) {
            cell.truncate(0);
            problem = cells.write(event, cell, i);
            if (problem == null && cell.size() > 0) {
                if (cell.endsWithNull()
                        && cell.size() == 4
                        && !plan.cells().get(i).field().allowsNull()) {
                    problem = Reason.event(
                            "value_missing",
                            "The field " + plan.cells().get(i).field().name() + " of the user list must not be empty.");
                }
                profile.cells.put(plan.cells().get(i).field().name(), cell.content());
            }
        }
        return Optional.ofNullable(problem);
    }

    /** What is to be written of one contact: cells as JSON, by field. For one thread. */
    public static final class Profile {
        private final Map<String, byte[]> cells = new TreeMap<>();

        /** Takes the cells of a later call over those of an earlier one. */
        public void fold(Profile later) {
            cells.putAll(later.cells);
        }

        /** The fields that are written; contacts with the same fields can go in one call. */
        public java.util.List<String> fields() {
            return java.util.List.copyOf(cells.keySet());
        }

        /** Writes one row with these fields. */
        public void writeTo(RowBuffer out) {
            int separator = '[';
            for (byte[] cell : cells.values()) {
                out.raw(separator);
                out.raw(cell, 0, cell.length);
                separator = ',';
            }
            out.raw(']');
            out.endRow();
        }

        /** Does not show the contact. */
        @Override
        public String toString() {
            return "Profile" + Arrays.asList(cells.keySet().toArray());
        }
    }
}
