package org.eventgateway.smc.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {
    private final Slots slots = new Slots(CellPlan.JSON, 2);
    private final PathTrie trie = PathTrie.create();

    SlotsTest() {
        trie.add(EventPath.parse("first"), 0);
        trie.add(EventPath.parse("second"), 1);
    }

    /** Plain ones, and such with characters of every length, quotes, backslashes and control characters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain ASCII ~",
                "a \"quoted\" word",
                "back\\slash",
                "two\nlines\t",
                "\u0000\u007f",
                "\u00fcber \u00ff",
                "12 \u20ac",
                "\uD83D\uDE00",
                "\u00e9\""
            })
    void aTextComesBackHoweverItIsWritten(String text) throws IOException {
        for (boolean escaped : new boolean[] {false, true}) {
            slots.read(event(text, escaped), trie);

            assertThat(slots.text(0)).isEqualTo(text);
            assertThat(slots.units(0)).isEqualTo(text.length());
            assertThat(slots.text(1)).isEqualTo("-12.50e3");
        }
    }

    private static Event event(String text, boolean escaped) throws IOException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        JsonFactory json = JsonFactory.builder()
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, escaped)
                .build();
        try (JsonGenerator generator = json.createGenerator(payload)) {
            generator.writeStartObject();
            generator.writeStringField("first", text);
            generator.writeFieldName("second");
            generator.writeRawValue("-12.50e3");
            generator.writeEndObject();
        }
        return Event.builder(EventType.TRACK, "m", Instant.EPOCH)
                .userId("u")
                .name("Ordered")
                .payload(payload.toByteArray())
                .build();
    }
}
