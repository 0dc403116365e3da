package org.eventgateway.smc.destination;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Scope;

/**
 * The lists on which SMC may still be at work on a call whose answer was lost. Should that take effect late, whatever went to the list
 * meanwhile would be undone; so for the settle time only the same call may go there, which also tells what became of it. Thread-safe.
 *
 * <p>It is not remembered over a restart: what a process that died had under way has ended when another one has started and read the
 * lists.
 */
final class Settling {
    private final Clock clock;
    private final Duration settleTime;
    private final Map<String, Unheard> lists = new HashMap<>();

    Settling(Clock clock, Duration settleTime) {
        this.clock = clock;
        this.settleTime = settleTime;
    }

    /** The answer to a call was lost. */
    synchronized void lost(String list, Object call) {
        lists.put(key(list), new Unheard(call, clock.instant().plus(settleTime)));
    }

    /** How long a call to a list must wait; zero if it may go. */
    synchronized Duration before(String list, Object call) {
        Unheard unheard = lists.get(key(list));
        if (unheard == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), unheard.until());
        if (left.isNegative() || left.isZero()) {
            lists.remove(key(list));
            return Duration.ZERO;
        }
        return unheard.call().equals(call) ? Duration.ZERO : left;
    }

    /** Why a call must wait. */
    static Reason reason(String list) {
        return Reason.throttled(
                "list_settling",
                "SMC may still be working on a call for the list " + list
                        + " whose answer was lost; what follows waits until that has surely ended (settle-time).");
    }

    DeliveryResult wait(String list, Duration left) {
        return new DeliveryResult.Throttled(clock.instant().plus(left), new Scope("list", list), reason(list));
    }

    private static String key(String list) {
        return list.toLowerCase(Locale.ROOT); // SMC compares names so
    }

    private record Unheard(Object call, Instant until) {}
}
