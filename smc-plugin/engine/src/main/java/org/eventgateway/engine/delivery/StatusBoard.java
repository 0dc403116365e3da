package org.eventgateway.engine.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eventgateway.engine.log.Settlement;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Scope;

/**
 * Says how a delivery is: keeps the status, logs each change of state once, and tells the listener. Written by the delivery thread,
 * read by any.
 */
final class StatusBoard {
    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());
    private static final int MOST_REPORTED_FAILURES = 100;

    private final String connection;
    private final Clock clock;
    private final DeliveryListener listener;
    private final Set<String> reportedFailures = new HashSet<>();
    private Map<Scope, Reason> waiting = Map.of();
    private volatile DeliveryStatus status;

    StatusBoard(String connection, Clock clock, DeliveryListener listener) {
        this.connection = connection;
        this.clock = clock;
        this.listener = listener;
        this.status = DeliveryStatus.starting(clock.instant());
    }

    DeliveryStatus status() {
        return status;
    }

    /** Events go out; those aside that wait for an operator. */
    void delivering() {
        enter(
                waiting.isEmpty() ? DeliveryState.DELIVERING : DeliveryState.PARTLY_PAUSED,
                waiting.values().stream().findFirst());
    }

    /** What some events wait for, and why. Each is logged once when it begins and once when it ends. */
    void waiting(Map<Scope, Reason> now) {
        now.forEach((scope, reason) -> {
            if (!waiting.containsKey(scope)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Connection {0}: what needs the {1} waits until an operator has acted, the rest goes on: {2}, {3}",
                        connection,
                        scope,
                        reason.code(),
                        reason.text());
            }
        });
        waiting.keySet().stream()
                .filter(scope -> !now.containsKey(scope))
                .forEach(scope -> LOG.log(
                        System.Logger.Level.INFO,
                        "Connection {0}: what waited for the {1} has gone out.",
                        connection,
                        scope));
        waiting = now;
        if (delivers(status.state())) {
            delivering();
        }
    }

    void enter(DeliveryState state, Reason reason) {
        enter(state, Optional.of(reason));
    }

    void stopped() {
        enter(DeliveryState.STOPPED, Optional.empty());
    }

    /** Events are settled, durably. */
    void settled(Settlement settlement) {
        if (settlement.delivered() > 0) {
            status = status.deliveredAt(clock.instant());
            tell(each -> each.delivered(connection, settlement.delivered()));
        }
        settlement.rejected().forEach(rejected -> tell(each -> each.deadLettered(connection, rejected.reason())));
    }

    void oldest(Optional<Instant> received) {
        if (!status.oldestReceived().equals(received)) {
            status = status.oldest(received);
        }
    }

    /** Logs where and with what class a plugin failed, once for each such pair: retries must not flood the log. */
    void pluginFailed(Reason reason, Throwable thrown) {
        if (reportedFailures.size() < MOST_REPORTED_FAILURES && reportedFailures.add(reason.text())) {
            StackTraceElement[] trace = thrown.getStackTrace();
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Connection {0}: {1} It failed at {2}; further failures of this kind are not logged.",
                    connection,
                    reason.text(),
                    trace.length == 0 ? "an unknown place" : trace[0]);
        }
    }

    /** Listeners are other people's code: what they throw must not stop the delivery. */
    void tell(Consumer<DeliveryListener> message) {
        try {
            message.accept(listener);
        } catch (RuntimeException e) {
            pluginFailed(Reasons.pluginFailed("a listener", e), e);
        }
    }

    private void enter(DeliveryState state, Optional<Reason> reason) {
        DeliveryStatus before = status;
        if (before.state() == state && before.reason().equals(reason)) {
            return;
        }
        status = before.in(state, reason, clock.instant());
        boolean news = before.state() != state
                || (state == DeliveryState.PAUSED
                        && !before.reason().map(Reason::code).equals(reason.map(Reason::code)));
        if (news) {
            // What begins and ends to wait is logged by itself.
            if (!delivers(before.state()) || !delivers(state)) {
                LOG.log(
                        level(before.state(), state),
                        "Connection {0} is {1}{2}",
                        connection,
                        words(state),
                        why(reason));
            }
            tell(each -> each.stateChanged(connection, state, reason));
        }
    }

    private static boolean delivers(DeliveryState state) {
        return state == DeliveryState.DELIVERING || state == DeliveryState.PARTLY_PAUSED;
    }

    private static System.Logger.Level level(DeliveryState before, DeliveryState state) {
        // A throttle comes and goes with every window of the remote quota: that is no news.
        if (before == DeliveryState.THROTTLED && delivers(state)) {
            return System.Logger.Level.DEBUG;
        }
        return switch (state) {
            case PAUSED, BACKING_OFF -> System.Logger.Level.WARNING;
            case STARTING, DELIVERING, PARTLY_PAUSED, STOPPED -> System.Logger.Level.INFO;
            case THROTTLED -> System.Logger.Level.DEBUG;
        };
    }

    private static String words(DeliveryState state) {
        return switch (state) {
            case STARTING -> "starting";
            case DELIVERING -> "delivering";
            case PARTLY_PAUSED -> "delivering, but for events that are kept until an operator has acted";
            case BACKING_OFF -> "backing off and will try again by itself";
            case THROTTLED -> "waiting because the remote system asked for it";
            case PAUSED -> "paused; its events are kept until an operator has acted";
            case STOPPED -> "stopped";
        };
    }

    private static String why(Optional<Reason> reason) {
        return reason.map(each -> ": " + each.code() + ", " + each.text()).orElse(".");
    }
}
