package org.eventgateway.engine.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eventgateway.plugin.PluginException;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Readiness;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Person;

/** Calls a destination, which is other people's code: whatever it throws becomes an answer with a reason. For the delivery thread. */
final class DestinationCalls {
    private final Destination destination;
    private final StatusBoard board;

    DestinationCalls(Destination destination, StatusBoard board) {
        this.destination = destination;
        this.board = board;
    }

    void remind() {
        try {
            destination.remind();
        } catch (RuntimeException | Error e) {
            failed("remind", e);
        }
    }

    Readiness start() {
        try {
            return Objects.requireNonNull(destination.start(), "start");
        } catch (RuntimeException | Error e) {
            return Readiness.notReady(failed("start", e));
        }
    }

    Instant sendableFrom() {
        try {
            return Objects.requireNonNull(destination.sendableFrom(), "sendableFrom");
        } catch (RuntimeException | Error e) {
            failed("sendableFrom", e);
            return Instant.MIN;
        }
    }

    /** After a failure nobody knows what the remote system did. */
    DeliveryResult send(Shipment shipment) {
        try {
            return Objects.requireNonNull(shipment.send(), "send");
        } catch (RuntimeException | Error e) {
            return new DeliveryResult.Unknown(failed("send", e));
        }
    }

    Erasure erase(Person person) {
        try {
            return Objects.requireNonNull(destination.erase(person), "erase");
        } catch (RuntimeException | Error e) {
            return new Erasure(List.of(), Optional.of(failed("erase", e)));
        }
    }

    /** Makes a reason of what a call threw, and logs where it failed. */
    Reason failed(String call, Throwable thrown) {
        Reason reason = thrown instanceof PluginException known ? known.reason() : Reasons.pluginFailed(call, thrown);
        board.pluginFailed(reason, thrown);
        return reason;
    }
}
