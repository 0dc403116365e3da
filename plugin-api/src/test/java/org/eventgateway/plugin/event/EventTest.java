package org.eventgateway.plugin.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ReadOnlyBufferException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void payloadIsAViewOfItsPartOfTheArrayOnly() {
        byte[] request = "[{\"a\":\"é\"},{\"b\":1}]".getBytes(UTF_8);
        int from = "[".length();
        int count = "{\"a\":\"é\"}".getBytes(UTF_8).length;

        Event event = Event.builder(EventType.TRACK, "m", NOON)
                .payload(request, from, count)
                .build();

        assertThat(UTF_8.decode(event.payload()).toString()).isEqualTo("{\"a\":\"é\"}");
        assertThat(event.json().getString("a")).isEqualTo("é");
        assertThat(event.openPayload()).hasBinaryContent("{\"a\":\"é\"}".getBytes(UTF_8));
    }

    @Test
    void payloadCannotBeChanged() {
        Event event = Event.builder(EventType.TRACK, "m", NOON).build();

        assertThatThrownBy(() -> event.payload().put(0, (byte) 'x')).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void personIsTheUserElseTheVisitor() {
        assertThat(Event.builder(EventType.TRACK, "m", NOON)
                        .userId("u")
                        .anonymousId("a")
                        .build()
                        .person())
                .isEqualTo("u");
        assertThat(Event.builder(EventType.TRACK, "m", NOON)
                        .anonymousId("a")
                        .build()
                        .person())
                .isEqualTo("a");
    }

    @Test
    void timestampIsTheReceiptWhenNobodyKnowsBetter() {
        assertThat(Event.builder(EventType.TRACK, "m", NOON).build().timestamp())
                .isEqualTo(NOON);
    }

    @Test
    void textHoldsNoPersonalData() {
        Event event = Event.builder(EventType.IDENTIFY, "id-1", NOON)
                .userId("ann@example.com")
                .name("secret")
                .build();

        assertThat(event.toString()).doesNotContain("ann", "secret", "id-1");
        assertThat(new Person("ann@example.com").toString()).doesNotContain("ann");
    }

    @Test
    void messageIdIsBounded() {
        assertThatThrownBy(() -> Event.builder(EventType.TRACK, "x".repeat(101), NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 100");
    }

    @Test
    void aTypeIsFoundInAnyCase() {
        assertThat(EventType.of("Identify")).contains(EventType.IDENTIFY);
        assertThat(EventType.of("ALIAS")).contains(EventType.ALIAS);
        assertThat(EventType.of("merge")).isEmpty();
    }

    @Test
    void integrationsNameBeatsAll() {
        assertThat(Integrations.ALL.wants("Selligent Marketing Cloud")).isTrue();
        Integrations only = new Integrations(false, java.util.Map.of("Selligent Marketing Cloud", true));
        assertThat(only.wants("Selligent Marketing Cloud")).isTrue();
        assertThat(only.wants("selligent marketing cloud")).as("case counts").isFalse();
    }
}
