package org.eventgateway.smc.destination;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.smc.settings.Effect;

/**
 * The lists that cannot be written to until an operator has acted, and why. What needs one waits, so that no later effect on it
 * overtakes an earlier one; the other lists go on. Where only the segments of a list are closed, rows of events go on there too, but no
 * profiles, which would overtake the memberships of the same persons. All are tried again with the next start. Thread-safe.
 */
final class ClosedLists {
    private final Map<Scope, Reason> reasons = new HashMap<>();

    synchronized void openAll() {
        reasons.clear();
    }

    synchronized void close(Scope scope, Reason reason) {
        reasons.put(scope, reason);
    }

    /** Why a call cannot be sent. */
    synchronized Optional<Closed> closed(Target target) {
        Optional<Closed> list = closed(list(target.list()));
        return list.isPresent() || target.effect() == Effect.ROW ? list : closed(segments(target.list()));
    }

    /** Why a list cannot be written to at all. */
    synchronized Optional<Closed> closed(String list) {
        return closed(list(list));
    }

    private Optional<Closed> closed(Scope scope) {
        return Optional.ofNullable(reasons.get(scope)).map(reason -> new Closed(scope, reason));
    }

    /** A list in any case: SMC compares names so. */
    static Scope list(String list) {
        return new Scope("list", list.toLowerCase(Locale.ROOT));
    }

    /** The segments of a list. */
    static Scope segments(String list) {
        return new Scope("segments of list", list.toLowerCase(Locale.ROOT));
    }

    /** What is closed, and why. */
    record Closed(Scope scope, Reason reason) {}
}
