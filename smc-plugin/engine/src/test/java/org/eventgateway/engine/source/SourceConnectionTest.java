package org.eventgateway.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.engine.fake.MemoryStore;
import org.eventgateway.engine.fake.ScriptedSource;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.engine.intake.Inlet;
import org.eventgateway.engine.intake.Intake;
import org.eventgateway.engine.log.LogUnavailableException;
import org.eventgateway.engine.route.Route;
import org.eventgateway.plugin.destination.Admission;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.source.InputRefusedException;
import org.junit.jupiter.api.Test;

class SourceConnectionTest {
    private final MemoryStore store = new MemoryStore();
    private final SourceConnection connection = new SourceConnection(
            "smc",
            new ScriptedSource("smc", 1_000_000),
            new Route("smc", List.of("out"), false),
            new Intake(
                    store,
                    List.of(new Inlet(
                            "out",
                            EnumSet.allOf(EventType.class),
                            "out",
                            event -> Admission.ADMITTED,
                            Optional.empty()))),
            new VirtualClock());

    @Test
    void storesTheEventsOfARequestAndSaysHowMany() throws IOException {
        Received received = receive("u:m1\nu:m2\nu:m1\n");

        assertThat(received.totals()).isEqualTo(new Totals(3, 1, 0, 0));
        assertThat(store.balance("out").accepted()).isEqualTo(2);
        assertThat(connection.totals()).isEqualTo(received.totals());
        assertThat(connection.lastInput()).hasValue(VirtualClock.START);
    }

    @Test
    void keepsARefusedRecordAsADeadLetterThatNamesInputAndPlace() throws IOException {
        Received received = receive("u:m1\nbad\nu:m2\n");

        assertThat(received.refusals()).extracting(Refusal::position).containsExactly(2L);
        assertThat(store.balance("out").accepted()).isEqualTo(2);
        assertThat(store.balance("out").refused()).containsEntry("bad_line", 1L);
        assertThat(store.dead("out")).singleElement().satisfies(letter -> {
            assertThat(letter.reason().text()).isEqualTo("/receive/smc: Line 2: It is bad.");
            assertThat(StandardCharsets.UTF_8.decode(letter.raw()).toString())
                    .isEqualTo("{\"source\":\"smc\",\"input\":\"/receive/smc\",\"position\":2}");
        });
    }

    @Test
    void storesALargeRequestInPieces() throws IOException {
        store.onAppend("out", () -> pieces++);

        assertThat(receive(ScriptedSource.lines(10_000)).totals().events()).isEqualTo(10_000);
        assertThat(pieces).isEqualTo(5);
    }

    private int pieces;

    @Test
    void tellsWhenTheStoreTakesNothing() {
        store.failNext(1);

        assertThatThrownBy(() -> receive("u:m1\n")).isInstanceOf(LogUnavailableException.class);
        assertThat(connection.totals()).isEqualTo(Totals.NONE);
    }

    @Test
    void passesARefusedRequestOn() {
        assertThatThrownBy(() -> receive("refuse\n")).isInstanceOf(InputRefusedException.class);
    }

    @Test
    void showsTheFirstHundredRefusalsAndCountsAll() throws IOException {
        Received received = receive("bad\n".repeat(250));

        assertThat(received.refusals()).hasSize(100);
        assertThat(received.totals().refused()).isEqualTo(250);
    }

    private Received receive(String lines) throws IOException {
        return connection.receive(
                "/receive/smc", Map.of(), new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }
}
