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
import org.eventgateway.smc.quota.Wait;

/**
 * The lists on which SMC may still be at work on a call whose answer was lost. Should that take effect late, whatever went to the list
 * meanwhile would be undone; so for the settle time only the same call may go there, which also tells what became of it. Thread-safe.
 *
 * <p>Decision: which call was out is not written down, since that would cost a sync for each call. After a crash it could have been
 * any, on any list, so all lists wait for the settle time, counted from the start; after a stop in order none does.
 */
final class Settling {
    private final Clock clock;
    private final Duration settleTime;
    private final Map<String, Unheard> lists = new HashMap<>();
    private final Wait afterCrash = new Wait();

    Settling(Clock clock, Duration settleTime) {
        this.clock = clock;
        this.settleTime = settleTime;
    }

    /** The answer to a call was lost. */
    synchronized void lost(String list, Object call) {
        Unheard unheard = new Unheard(call, new Wait());
        unheard.pause().atLeast(settleTime, clock.instant());
        lists.put(key(list), unheard);
    }

    /** A process before died, and what it had under way is not known. */
    synchronized void crashed() {
        afterCrash.atLeast(settleTime, clock.instant());
    }

    /** Whether anything that was sent may still take effect. */
    synchronized boolean isOpen() {
        Instant now = clock.instant();
        return !afterCrash.left(now).isZero()
                || lists.values().stream()
                        .anyMatch(unheard -> !unheard.pause().left(now).isZero());
    }

    /** How long a call to a list must wait; zero if it may go. */
    synchronized Duration before(String list, Object call) {
        Instant now = clock.instant();
        // All are looked at each time, so that all notice when the clock is set back.
        Duration crashed = afterCrash.left(now);
        lists.values().forEach(unheard -> unheard.pause().left(now));
        if (!crashed.isZero()) {
            return crashed;
        }
        Unheard unheard = lists.get(key(list));
        if (unheard == null) {
            return Duration.ZERO;
        }
        Duration left = unheard.pause().left(now);
        if (left.isZero()) {
            lists.remove(key(list));
            return Duration.ZERO;
        }
        return unheard.call().equals(call) ? Duration.ZERO : left;
    }

    /** Whether it must be known what becomes of just this call before another goes to the list. */
    synchronized boolean awaits(String list, Object call) {
        Unheard unheard = lists.get(key(list));
        return unheard != null
                && unheard.call().equals(call)
                && !unheard.pause().left(clock.instant()).isZero();
    }

    /** Why a call must wait. */
    static Reason reason(String list) {
        return Reason.throttled(
                "list_settling",
                "SMC may still be working on a call for the list " + list
                        + " whose answer was lost or died with an earlier process; what follows waits until that has surely ended (settle-time).");
    }

    DeliveryResult.Throttled wait(String list, Duration left) {
        return DeliveryResult.Throttled.byItself(clock.instant().plus(left), new Scope("list", list), reason(list));
    }

    private static String key(String list) {
        return list.toLowerCase(Locale.ROOT); // SMC compares names so
    }

    private record Unheard(Object call, Wait pause) {}
}
