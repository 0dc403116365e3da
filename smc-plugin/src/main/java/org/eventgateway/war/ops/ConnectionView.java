package org.eventgateway.war.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eventgateway.engine.connection.ConnectionState;
import org.eventgateway.engine.connection.ConnectionStatus;
import org.eventgateway.engine.log.Ledger;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.settings.SettingFault;
import org.jspecify.annotations.Nullable;

/**
 * A connection as an operator sees it.
 *
 * @param name the connection
 * @param plugin which destination it is an instance of
 * @param state what it is doing
 * @param reason why, if that needs a reason
 * @param since when it came into this state
 * @param faults what is wrong with its settings; never a value
 * @param ledger its counters
 * @param balanced whether the counters agreed with what is in the store when they were last compared
 * @param balanceChecked when that was; once an hour
 * @param lastDelivered when an event was last delivered since the start
 * @param oldestPendingSeconds how long the next event has been waiting
 */
public record ConnectionView(
        String name,
        String plugin,
        String state,
        @Nullable Reason reason,
        Instant since,
        List<SettingFault> faults,
        Ledger.Balance ledger,
        @Nullable Boolean balanced,
        @Nullable Instant balanceChecked,
        @Nullable Instant lastDelivered,
        @Nullable Long oldestPendingSeconds) {

    static ConnectionView of(ConnectionStatus status) {
        return new ConnectionView(
                status.name(),
                status.plugin(),
                word(status.state()),
                status.reason().orElse(null),
                status.since(),
                status.faults(),
                status.balance(),
                status.check().map(Ledger.Check::balanced).orElse(null),
                status.check().map(Ledger.Check::at).orElse(null),
                status.lastDelivered().orElse(null),
                status.oldestPendingAge().map(Duration::toSeconds).orElse(null));
    }

    /** A state as operators read it. */
    static String word(ConnectionState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
