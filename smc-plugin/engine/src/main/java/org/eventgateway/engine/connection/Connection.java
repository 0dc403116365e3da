package org.eventgateway.engine.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eventgateway.engine.delivery.DeliveryState;
import org.eventgateway.engine.delivery.DeliveryStatus;
import org.eventgateway.engine.log.Ledger;
import org.eventgateway.plugin.PluginException;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.Preview;
import org.eventgateway.plugin.event.Event;

/** One connection as an operator sees it. Called from any thread; thread-safe. */
public final class Connection {
    /** The delivery of a connection that could not be opened: there is none. */
    public static final Supplier<DeliveryStatus> NEVER_DELIVERS = () -> {
        throw new IllegalStateException("a connection with bad settings has no delivery");
    };

    private final Opening opening;
    private final Supplier<DeliveryStatus> delivery;
    private final Ledger ledger;
    private final Clock clock;
    private final Instant openedAt;

    /**
     * @param opening what came of opening it
     * @param delivery asks its delivery; not asked when it could not be opened
     * @param ledger its counters
     * @param clock the time
     */
    public Connection(Opening opening, Supplier<DeliveryStatus> delivery, Ledger ledger, Clock clock) {
        this.opening = opening;
        this.delivery = delivery;
        this.ledger = ledger;
        this.clock = clock;
        this.openedAt = clock.instant();
    }

    /** Its name, such as {@code smc}. */
    public String name() {
        return opening.name();
    }

    /** How it is now. Reads the store; does not call the remote system. */
    public ConnectionStatus status() {
        Ledger.Balance balance = ledger.balance(name());
        Optional<Ledger.Check> check = ledger.lastCheck(name());
        if (opening.opened().isEmpty()) {
            return new ConnectionStatus(
                    name(),
                    opening.plugin(),
                    ConnectionState.BAD_SETTINGS,
                    Optional.of(badSettings()),
                    openedAt,
                    opening.faults(),
                    balance,
                    check,
                    Optional.empty(),
                    Optional.empty());
        }
        DeliveryStatus now = delivery.get();
        return new ConnectionStatus(
                name(),
                opening.plugin(),
                state(now.state()),
                now.reason(),
                now.since(),
                List.of(),
                balance,
                check,
                now.lastDelivered(),
                now.oldestReceived().map(received -> Duration.between(received, clock.instant())));
    }

    /** Looks whether the remote system can be used, and says what was found. Takes as long as the destination's time-outs. */
    public CheckReport check() {
        return opening.opened().map(opened -> check(opened.destination())).orElseGet(this::faultReport);
    }

    /** Shows the requests that delivering this event would send. Sends nothing. */
    public Preview preview(Event event) {
        return opening.opened()
                .map(opened -> preview(opened.destination(), event))
                .orElseGet(() -> new Preview(List.of(), Optional.of(badSettings())));
    }

    private static CheckReport check(Destination destination) {
        try {
            return destination.check();
        } catch (RuntimeException e) {
            return new CheckReport(List.of(new CheckReport.Step(
                    "check", CheckReport.Verdict.FAILED, failure(e).text())));
        }
    }

    private static Preview preview(Destination destination, Event event) {
        try {
            return destination.preview(event);
        } catch (RuntimeException e) {
            return new Preview(List.of(), Optional.of(failure(e)));
        }
    }

    private CheckReport faultReport() {
        return new CheckReport(opening.faults().stream()
                .map(fault -> new CheckReport.Step("settings", CheckReport.Verdict.FAILED, fault.toString()))
                .toList());
    }

    private Reason badSettings() {
        return Reason.configuration(
                "bad_settings",
                "The settings of the connection " + name() + " have "
                        + opening.faults().size() + " faults. Correct them and start again.");
    }

    /** A plugin's own message may hold personal data, unless it is one of the contract's reasons. */
    private static Reason failure(RuntimeException e) {
        return e instanceof PluginException known
                ? known.reason()
                : Reason.internal(
                        "plugin_failed",
                        "The destination failed with " + e.getClass().getName() + ". Report it to its maker.");
    }

    private static ConnectionState state(DeliveryState state) {
        return switch (state) {
            case STARTING -> ConnectionState.STARTING;
            case DELIVERING -> ConnectionState.DELIVERING;
            case PARTLY_PAUSED -> ConnectionState.PARTLY_PAUSED;
            case BACKING_OFF -> ConnectionState.BACKING_OFF;
            case THROTTLED -> ConnectionState.THROTTLED;
            case PAUSED -> ConnectionState.PAUSED;
            case STOPPED -> ConnectionState.STOPPED;
        };
    }
}
