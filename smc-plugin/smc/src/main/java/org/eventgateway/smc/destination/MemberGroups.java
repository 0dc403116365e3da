package org.eventgateway.smc.destination;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eventgateway.smc.row.RowBuffer;

/**
 * Memberships of a batch, gathered into as few calls as their order allows: none comes before an earlier one of the same person in
 * the same segment. For one thread.
 */
final class MemberGroups {
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, Integer> lastGroupOfPlace = new HashMap<>();

    void add(Membership membership, EventWork work) {
        Target target = membership.target();
        int earliest = lastGroupOfPlace.getOrDefault(membership.place(), 0);
        int found = groups.size();
        for (int i = groups.size() - 1; i >= earliest; i--) {
            if (groups.get(i).target.equals(target)) {
                found = i;
                break;
            }
        }
        if (found == groups.size()) {
            groups.add(new Group(target));
        }
        groups.get(found).add(membership.value(), work);
        lastGroupOfPlace.put(membership.place(), found);
    }

    List<Group> groups() {
        return groups;
    }

    /** Memberships that go out together. */
    static final class Group {
        private final Target target;
        private final RowBuffer buffer = new RowBuffer();
        private final List<List<EventWork>> owners = new ArrayList<>();
        private final Map<String, Integer> rowOfValue = new HashMap<>();

        private Group(Target target) {
            this.target = target;
        }

        private void add(String value, EventWork work) {
            Integer known = rowOfValue.get(value);
            if (known != null) {
                owners.get(known).add(work);
                return;
            }
            buffer.raw('[');
            buffer.quoted(value, value.length());
            buffer.raw(']');
            rowOfValue.put(value, buffer.endRow());
            owners.add(new ArrayList<>(List.of(work)));
        }

        Target target() {
            return target;
        }

        RowBuffer buffer() {
            return buffer;
        }

        List<List<EventWork>> owners() {
            return owners;
        }
    }
}
