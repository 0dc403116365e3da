package org.eventgateway.war.ops;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.eventgateway.engine.connection.ConnectionState;
import org.eventgateway.engine.connection.ConnectionStatus;
import org.eventgateway.engine.log.Ledger;
import org.eventgateway.engine.log.StoreStatus;

/**
 * The counters as text for Prometheus and whatever reads its format (Prometheus: exposition formats, text format 0.0.4). They are read
 * when somebody asks, so they cost an event nothing. For one answer.
 *
 * <p>Decision: not by MicroProfile Metrics, whose classes are missing on a server that does not enable it, so that the WAR would not
 * start there, and which on Open Liberty brings counters of its own into each request.
 */
final class MetricsText {
    private static final String PREFIX = "event_gateway_";

    private final List<ConnectionStatus> connections;
    private final StringBuilder text = new StringBuilder(4_096);

    private MetricsText(List<ConnectionStatus> connections) {
        this.connections = connections;
    }

    static String of(List<ConnectionStatus> connections, StoreStatus store) {
        MetricsText metrics = new MetricsText(connections);
        metrics.writeLedgers();
        metrics.writeStates();
        metrics.writeStore(store);
        return metrics.text.toString();
    }

    private void writeLedgers() {
        counter("accepted_events_total", "Events that got their 2xx.", Ledger.Balance::accepted);
        counter("delivered_events_total", "Events that the remote system said it has.", Ledger.Balance::delivered);
        counter("discarded_events_total", "Dead letters thrown away or grown too old.", Ledger.Balance::discarded);
        counter("deleted_events_total", "Events that went with the person they belonged to.", Ledger.Balance::deleted);
        counter("repeated_events_total", "Events that came again, never accepted.", Ledger.Balance::repeats);
        gauge("dead_letters", "Accepted events that wait as dead letters.", Ledger.Balance::deadLettered);
        gauge("pending_events", "Accepted events that are still to be delivered.", Ledger.Balance::pending);
        reasons("filtered_events_total", "Events not wanted, never accepted.", Ledger.Balance::filtered);
        reasons("refused_events_total", "Events not acceptable, never accepted.", Ledger.Balance::refused);
    }

    private void writeStates() {
        head("connection_state", "gauge", "1 for the state in which the connection is.");
        for (ConnectionStatus connection : connections) {
            for (ConnectionState state : ConnectionState.values()) {
                line(
                        "connection_state",
                        labels(connection, "state", ConnectionView.word(state)),
                        state == connection.state() ? 1 : 0);
            }
        }
        head("ledger_balanced", "gauge", "1 if the counters agreed with the file when they were last compared.");
        for (ConnectionStatus connection : connections) {
            connection
                    .check()
                    .ifPresent(check -> line("ledger_balanced", labels(connection), check.balanced() ? 1 : 0));
        }
        head("oldest_pending_seconds", "gauge", "How long the event that is next has been here; 0 if none is in hand.");
        for (ConnectionStatus connection : connections) {
            line(
                    "oldest_pending_seconds",
                    labels(connection),
                    connection.oldestPendingAge().map(age -> age.toSeconds()).orElse(0L));
        }
    }

    private void writeStore(StoreStatus store) {
        single("store_used_bytes", "gauge", "Disk in use, as last measured.", store.usedBytes());
        single("store_budget_bytes", "gauge", "Disk that may be used (gateway.disk-budget).", store.budgetBytes());
        single("store_queued_bytes", "gauge", "Memory that waits to be written.", store.queuedBytes());
        single("store_commits_total", "counter", "Transactions since the start, one fsync each.", store.commits());
        single("store_appends_total", "counter", "Requests stored since the start.", store.appends());
        single(
                "store_remembered_ids",
                "gauge",
                "Message ids that are known.",
                store.remembered().count());
        single(
                "store_forgotten_ids_total",
                "counter",
                "Message ids forgotten within gateway.repeat-window since the start.",
                store.remembered().forgotten());
        single(
                "store_refusing",
                "gauge",
                "1 while the doors answer 503.",
                store.problem().isPresent() ? 1 : 0);
    }

    private void counter(String name, String help, ToLongFunction<Ledger.Balance> value) {
        each(name, "counter", help, value);
    }

    private void gauge(String name, String help, ToLongFunction<Ledger.Balance> value) {
        each(name, "gauge", help, value);
    }

    private void each(String name, String type, String help, ToLongFunction<Ledger.Balance> value) {
        head(name, type, help);
        connections.forEach(connection -> line(name, labels(connection), value.applyAsLong(connection.balance())));
    }

    private void reasons(String name, String help, Function<Ledger.Balance, Map<String, Long>> counts) {
        head(name, "counter", help);
        for (ConnectionStatus connection : connections) {
            new TreeMap<>(counts.apply(connection.balance()))
                    .forEach((code, count) -> line(name, labels(connection, "reason", code), count));
        }
    }

    private void single(String name, String type, String help, long value) {
        head(name, type, help);
        line(name, "", value);
    }

    private void head(String name, String type, String help) {
        text.append("# HELP ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        text.append("# TYPE ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }

    private void line(String name, String labels, long value) {
        text.append(PREFIX)
                .append(name)
                .append(labels)
                .append(' ')
                .append(value)
                .append('\n');
    }

    private static String labels(ConnectionStatus connection) {
        return "{connection=\"" + escaped(connection.name()) + "\"}";
    }

    private static String labels(ConnectionStatus connection, String label, String value) {
        return "{connection=\"" + escaped(connection.name()) + "\"," + label + "=\"" + escaped(value) + "\"}";
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
