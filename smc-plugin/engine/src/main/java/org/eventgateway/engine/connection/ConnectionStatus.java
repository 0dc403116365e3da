package org.eventgateway.engine.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eventgateway.engine.log.Ledger;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.settings.SettingFault;

/**
 * How a connection is, at one moment.
 *
 * @param name the connection
 * @param plugin which plugin's destination it is an instance of, as {@code plugin:destination}, or what was asked for in vain
 * @param state what it is doing
 * @param reason why, for the states that need a reason
 * @param since when it came into this state
 * @param faults what is wrong with its settings
 * @param balance its counters
 * @param check whether its counters agreed with what is in the store when they were last compared
 * @param lastDelivered when an event was last delivered since the start
 * @param oldestPendingAge how long the event that is next to be delivered has been here, if one is in hand
 */
public record ConnectionStatus(
        String name,
        String plugin,
        ConnectionState state,
        Optional<Reason> reason,
        Instant since,
        List<SettingFault> faults,
        Ledger.Balance balance,
        Optional<Ledger.Check> check,
        Optional<Instant> lastDelivered,
        Optional<Duration> oldestPendingAge) {
    public ConnectionStatus {
        faults = List.copyOf(faults);
    }
}
