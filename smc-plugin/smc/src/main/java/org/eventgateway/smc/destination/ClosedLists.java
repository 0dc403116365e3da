package org.eventgateway.smc.destination;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Scope;

/**
 * The lists that cannot be written to until an operator has acted, and why. What needs one waits, so that no later effect on it
 * overtakes an earlier one; the other lists go on. All are tried again with the next start. Thread-safe.
 */
final class ClosedLists {
    private final Map<Scope, Reason> reasons = new HashMap<>();

    synchronized void openAll() {
        reasons.clear();
    }

    synchronized void close(String list, Reason reason) {
        reasons.put(scope(list), reason);
    }

    synchronized Optional<Reason> reason(String list) {
        return Optional.ofNullable(reasons.get(scope(list)));
    }

    /** A list in any case: SMC compares names so. */
    static Scope scope(String list) {
        return new Scope("list", list.toLowerCase(Locale.ROOT));
    }
}
