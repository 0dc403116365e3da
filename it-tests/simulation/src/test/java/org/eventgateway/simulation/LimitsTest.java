package org.eventgateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of SMC must be able to be exceeded: what keeps to them is not noticed, what does not is. */
class LimitsTest {
    private static final String TEXT = "a".repeat(20_000);

    @ParameterizedTest
    @CsvSource({
        "20, 5000000, 2500, call-rows, 2500, a call of 100 rows",
        "2500, 256000, 2500, call-bytes, 5MB, a call of 20",
        "1, 5000000, 60, requests-per-minute, 2500, bulk calls in the minute"
    })
    void noticesWhoExceedsThem(int rows, int bytes, int requests, String setting, String value, String violation) {
        List<Workload.Arrival> arrivals = List.of(new Workload.Arrival(
                VirtualClock.START,
                IntStream.range(0, 100).mapToObj(LimitsTest::track).toList()));
        Limits.Told told = new Limits.Told(rows, bytes, requests);

        Simulation.Result kept = Simulation.runCalm("kept-" + setting, arrivals, told, Map.of());
        Simulation.Result exceeded = Simulation.runCalm("exceeded-" + setting, arrivals, told, Map.of(setting, value));

        assertThat(kept.problems()).isEmpty();
        assertThat(exceeded.problems()).isNotEmpty().allMatch(problem -> problem.contains(violation));
    }

    private static Event track(int number) {
        return Event.builder(EventType.TRACK, Workload.id(number), VirtualClock.START)
                .userId("user-" + number)
                .name("Order")
                .payload(("{\"properties\":{\"text\":\"" + TEXT + "\"}}").getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
