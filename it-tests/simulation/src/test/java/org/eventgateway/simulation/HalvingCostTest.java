package org.eventgateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalvingCostTest {
    private static final int EVENTS = 2_048;
    /** The fields of both lists, before the first batch. */
    private static final int READ_AT_START = 2;

    /** The rows of all identifies, their profiles, and the rows of all group calls. */
    private static final int OTHER_LOADS = 3;

    private static final String JOINING =
            "{\"traits\":{\"userlist\":\"" + RemoteSmc.USERS + "\",\"matchkey\":\"CUSTOMER_ID\",\"method\":\"ADD\"}}";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 777, 1_024, 2_047})
    void oneBadRecordIn2048CostsAtMost24Requests(int bad) {
        List<Event> events = IntStream.range(0, EVENTS)
                .mapToObj(number -> track(number, number == bad ? RemoteSmc.POISON : "good"))
                .toList();

        Simulation.Result result =
                Simulation.runCalm("halving" + bad, List.of(new Workload.Arrival(VirtualClock.START, events)));

        // The oracle says that the bad one alone is a dead letter, and that SMC has the others.
        assertThat(result.problems()).isEmpty();
        assertThat(result.requests() - READ_AT_START).isLessThanOrEqualTo(24);
    }

    /** Identifies write rows and profiles: those of the others must not be sent half by half as well. */
    @ParameterizedTest
    @ValueSource(ints = {0, 777, 2_047})
    void oneBadIdentifyIn2048CostsAtMost24RequestsBesideThatForTheProfiles(int bad) {
        List<Event> events = IntStream.range(0, EVENTS)
                .mapToObj(number -> event(
                                EventType.IDENTIFY,
                                "i-" + number,
                                "{\"traits\":{\"CITY\":\"" + (number == bad ? RemoteSmc.POISON : "Ghent") + "\"}}")
                        .userId("user-" + number)
                        .build())
                .toList();

        Simulation.Result result =
                Simulation.runCalm("identifies" + bad, List.of(new Workload.Arrival(VirtualClock.START, events)));

        assertThat(result.problems()).isEmpty();
        assertThat(result.requests() - READ_AT_START).isLessThanOrEqualTo(24 + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 777, 1_024, 2_047})
    void oneBadMemberIn2048CostsAtMost24RequestsToo(int bad) {
        IntFunction<String> user = number -> "user-" + number + (number == bad ? "-" + RemoteSmc.BAD_MEMBER : "");
        List<Event> identifies = IntStream.range(0, EVENTS)
                .mapToObj(number -> event(EventType.IDENTIFY, "i-" + number, "{\"traits\":{\"CITY\":\"Ghent\"}}")
                        .userId(user.apply(number))
                        .build())
                .toList();
        List<Event> groups = IntStream.range(0, EVENTS)
                .mapToObj(number -> event(EventType.GROUP, "g-" + number, JOINING)
                        .userId(user.apply(number))
                        .groupId("VIP_STATIC")
                        .build())
                .toList();

        Simulation.Result result = Simulation.runCalm(
                "members" + bad,
                List.of(
                        new Workload.Arrival(VirtualClock.START, identifies),
                        new Workload.Arrival(VirtualClock.START.plusSeconds(60), groups)));

        assertThat(result.problems()).isEmpty();
        assertThat(result.requests() - READ_AT_START - OTHER_LOADS).isLessThanOrEqualTo(24);
    }

    private static Event track(int number, String note) {
        String payload = "{\"properties\":{\"note\":\"" + note + "\"}}";
        return event(EventType.TRACK, "m-" + number, payload)
                .userId("user-" + number % 20)
                .name("Order Completed")
                .build();
    }

    private static Event.Builder event(EventType type, String id, String payload) {
        return Event.builder(type, id, VirtualClock.START).payload(payload.getBytes(StandardCharsets.UTF_8));
    }
}
