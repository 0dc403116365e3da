package org.eventgateway.smc.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.SettingLookup.Found;
import org.eventgateway.plugin.settings.SettingsBinder;
import org.eventgateway.smc.loop.BornInSmc;
import org.eventgateway.smc.settings.SmcSettings;
import org.junit.jupiter.api.Test;

class AdmissionsTest {

    @Test
    void keepsOutWhatWasBornInTheSameOrganization() {
        assertThat(filtered(event(BornInSmc.of("acme shop").organization()))).hasValue("born_in_smc");
    }

    @Test
    void keepsOutWhatWasBornInAnUnknownOrganization() {
        assertThat(filtered(event(""))).hasValue("born_in_smc");
    }

    @Test
    void takesWhatWasBornInAnotherOrganization() {
        assertThat(filtered(event(BornInSmc.of("Another Shop").organization()))).isEmpty();
    }

    @Test
    void takesWhatWasBornElsewhere() {
        Event event = Event.builder(EventType.TRACK, "m", Instant.EPOCH)
                .userId("u")
                .name("Order Completed")
                .payload("{\"event\":\"Order Completed\"}".getBytes(StandardCharsets.UTF_8))
                .build();

        assertThat(filtered(event)).isEmpty();
    }

    @Test
    void letsTheLoopBeClosedOnPurpose() {
        assertThat(filtered(event(BornInSmc.of("Acme Shop").organization()), "allow-loop", "true"))
                .isEmpty();
    }

    @Test
    void countsAnEventThatIsNotAllowedAnywayAsThat() {
        assertThat(filtered(event(BornInSmc.of("Acme Shop").organization()), "allowed-events", "Another"))
                .hasValue("event_not_allowed");
    }

    private static Optional<String> filtered(Event event, String... settings) {
        Map<String, String> values = new HashMap<>(Map.of(
                "api-key", "k",
                "api-secret", "s",
                "admin-url", "https://acme.slgnt.eu",
                "organization", "Acme Shop",
                "allowed-events", "*"));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        SettingsBinder binder =
                new SettingsBinder(key -> Optional.ofNullable(values.get(key)).map(value -> new Found(value, "test")));
        return new Admissions(binder.bind("", SmcSettings.SCHEMA).settings())
                .admit(event)
                .filtered()
                .map(Reason::code);
    }

    private static Event event(String organization) {
        String payload =
                "{\"event\":\"Email Opened\",\"context\":{\"integration\":{\"name\":\"selligent-marketing-cloud\","
                        + "\"organization\":\"" + organization + "\"}}}";
        return Event.builder(EventType.TRACK, "m", Instant.EPOCH)
                .userId("u")
                .name("Email Opened")
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
