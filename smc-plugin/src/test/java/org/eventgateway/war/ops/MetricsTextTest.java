package org.eventgateway.war.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.engine.connection.ConnectionState;
import org.eventgateway.engine.connection.ConnectionStatus;
import org.eventgateway.engine.log.Ledger;
import org.eventgateway.engine.log.RememberedIds;
import org.eventgateway.engine.log.StoreStatus;
import org.junit.jupiter.api.Test;

class MetricsTextTest {
    private static final StoreStatus STORE = new StoreStatus(
            40, 100, 7, 2_000, 10_000, new RememberedIds(50, 1_200, Optional.empty(), 3), Optional.empty());

    @Test
    void countsEachConnectionByReason() {
        String text = MetricsText.of(List.of(connection("smc", ConnectionState.DELIVERING)), STORE);

        assertThat(text)
                .contains(
                        """
                        # HELP event_gateway_accepted_events_total Events that got their 2xx.
                        # TYPE event_gateway_accepted_events_total counter
                        event_gateway_accepted_events_total{connection="smc"} 15
                        """,
                        "event_gateway_delivered_events_total{connection=\"smc\"} 1\n",
                        """
                        # TYPE event_gateway_dead_letters gauge
                        event_gateway_dead_letters{connection="smc"} 2
                        """,
                        "event_gateway_pending_events{connection=\"smc\"} 5\n",
                        """
                        event_gateway_filtered_events_total{connection="smc",reason="event_not_allowed"} 8
                        event_gateway_filtered_events_total{connection="smc",reason="type_switched_off"} 7
                        """,
                        "event_gateway_refused_events_total{connection=\"smc\",reason=\"name_missing\"} 9\n",
                        "event_gateway_ledger_balanced{connection=\"smc\"} 1\n",
                        "event_gateway_oldest_pending_seconds{connection=\"smc\"} 61\n");
    }

    @Test
    void saysWhichStateIsOn() {
        String text = MetricsText.of(
                List.of(connection("smc", ConnectionState.PARTLY_PAUSED), connection("de", ConnectionState.DELIVERING)),
                STORE);

        assertThat(text.lines()
                        .filter(line -> line.startsWith("event_gateway_connection_state") && line.endsWith(" 1")))
                .containsExactly(
                        "event_gateway_connection_state{connection=\"smc\",state=\"partly-paused\"} 1",
                        "event_gateway_connection_state{connection=\"de\",state=\"delivering\"} 1");
    }

    @Test
    void namesEachMetricOnceWhateverTheNumberOfConnections() {
        String text = MetricsText.of(
                List.of(connection("a", ConnectionState.PAUSED), connection("b", ConnectionState.PAUSED)), STORE);

        assertThat(text.lines().filter(line -> line.startsWith("# TYPE"))).doesNotHaveDuplicates();
        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .allMatch(line ->
                        line.matches("event_gateway_[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")?})? [0-9]+"));
    }

    @Test
    void tellsOfTheStoreAndWhetherItRefuses() {
        StoreStatus full =
                new StoreStatus(1, 1, 0, 11_000, 10_000, STORE.remembered(), Optional.of("The disk budget is spent."));

        assertThat(MetricsText.of(List.of(), STORE))
                .contains(
                        "event_gateway_store_commits_total 40\n",
                        "event_gateway_store_remembered_ids 50\n",
                        "event_gateway_store_forgotten_ids_total 3\n",
                        "event_gateway_store_refusing 0\n");
        assertThat(MetricsText.of(List.of(), full))
                .contains("event_gateway_store_used_bytes 11000\n", "event_gateway_store_refusing 1\n");
    }

    private static ConnectionStatus connection(String name, ConnectionState state) {
        return new ConnectionStatus(
                name,
                "smc:smc",
                state,
                Optional.empty(),
                Instant.EPOCH,
                List.of(),
                new Ledger.Balance(
                        15,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        Map.of("type_switched_off", 7L, "event_not_allowed", 8L),
                        Map.of("name_missing", 9L)),
                Optional.of(new Ledger.Check(true, Instant.EPOCH)),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(61)));
    }
}
