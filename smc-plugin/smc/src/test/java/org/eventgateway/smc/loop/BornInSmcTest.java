package org.eventgateway.smc.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BornInSmcTest {
    private static final BornInSmc ACME = BornInSmc.of("Acme Shop");

    @Test
    void readsWhatItWrote() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeObjectFieldStart("context");
            ACME.writeTo(json);
            json.writeEndObject();
            json.writeEndObject();
        }

        assertThat(BornInSmc.read(event(out.toString(StandardCharsets.UTF_8)))).hasValue(ACME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme shop", " Acme Shop ", "ACME SHOP"})
    void doesNotMindCaseAndBlanksOfTheName(String name) {
        assertThat(BornInSmc.of(name)).isEqualTo(ACME);
    }

    @Test
    void findsTheMarkInTheMiddleOfMuchElse() {
        String payload = "{\"a\":{\"context\":1},\"x\":\"" + "selligent-marketing-clou".repeat(50)
                + "\",\"context\":{\"page\":{\"url\":\"/\"},\"integration\":{\"organization\":\"o1\",\"deep\":{\"name\":\"z\"},"
                + "\"name\":\"selligent-marketing-cloud\"}}}";

        assertThat(BornInSmc.read(event(payload))).hasValue(new BornInSmc("o1"));
    }

    @Test
    void findsTheMarkBehindANumberOfAnyLength() {
        String payload = "{\"properties\":{\"n\":" + "9".repeat(30_000)
                + "},\"context\":{\"integration\":{\"name\":\"selligent-marketing-cloud\",\"organization\":\"o1\"}}}";

        assertThat(BornInSmc.read(event(payload))).hasValue(new BornInSmc("o1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"context\":{}}",
                "{\"context\":null,\"x\":\"selligent-marketing-cloud\"}",
                "{\"context\":{\"integration\":\"selligent-marketing-cloud\"}}",
                "{\"context\":{\"integration\":{\"name\":\"another\",\"was\":\"selligent-marketing-cloud\"}}}",
                "{\"integration\":{\"name\":\"selligent-marketing-cloud\"}}",
                "{\"properties\":{\"context\":{\"integration\":{\"name\":\"selligent-marketing-cloud\"}}}}",
                "{\"context\":{\"integration\":{\"name\":\"selligent-marketing-cloud\"",
                "selligent-marketing-cloud",
            })
    void takesNothingElseForAMark(String payload) {
        assertThat(BornInSmc.read(event(payload))).isEmpty();
    }

    @Test
    void isOnlyTheOwnOrganizationsUnlessItNamesNone() {
        assertThat(ACME.mayBe(ACME)).isTrue();
        assertThat(ACME.mayBe(BornInSmc.of("Other"))).isFalse();
        Optional<BornInSmc> unnamed =
                BornInSmc.read(event("{\"context\":{\"integration\":{\"name\":\"selligent-marketing-cloud\"}}}"));
        assertThat(unnamed)
                .hasValueSatisfying(mark -> assertThat(mark.mayBe(ACME)).isTrue());
    }

    private static Event event(String payload) {
        return Event.builder(EventType.TRACK, "m", Instant.EPOCH)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
