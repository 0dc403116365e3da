package org.eventgateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalvingCostTest {
    private static final int EVENTS = 2_048;
    /** The fields of both lists, before the first batch. */
    private static final int READ_AT_START = 2;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 777, 1_024, 2_047})
    void oneBadRecordIn2048CostsAtMost24Requests(int bad) {
        List<Event> events = IntStream.range(0, EVENTS)
                .mapToObj(number -> track(number, number == bad ? RemoteSmc.POISON : "good"))
                .toList();

        Simulation.Result result = Simulation.runCalm("halving" + bad, events);

        // The oracle says that the bad one alone is a dead letter, and that SMC has the others.
        assertThat(result.problems()).isEmpty();
        assertThat(result.requests() - READ_AT_START).isLessThanOrEqualTo(24);
    }

    private static Event track(int number, String note) {
        String payload = "{\"properties\":{\"note\":\"" + note + "\"}}";
        return Event.builder(EventType.TRACK, "m-" + number, VirtualClock.START)
                .userId("user-" + number % 20)
                .name("Order Completed")
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
