package org.eventgateway.trackingapi.parser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;

/** Whatever bytes come in: an answer, never another exception; and every payload is an object that a strict parser reads. */
class MutationTest {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final List<String> SEEDS = List.of(
            "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"m\",\"timestamp\":\"2020-01-01T00:00:00.123Z\","
                    + "\"properties\":{\"a\":[1,2.5e3,null,true],\"b\":\"\\u00e9\\ud83d\\ude00\"},\"integrations\":{\"All\":false}}",
            "{\"batch\":[{\"type\":\"identify\",\"user_id\":42,\"traits\":null,\"context\":{\"traits\":{\"x\":\"é\"}}},"
                    + "{\"type\":\"page\",\"anonymousId\":\"a\"}],\"context\":{\"library\":{\"name\":\"l\"}},"
                    + "\"integrations\":{\"A\":{}},\"sentAt\":\"2020-01-01T00:00:00Z\",\"writeKey\":\"k\"}",
            "[{\"Type\":\"Alias\",\"User ID\":\"n\",\"Previous ID\":\"o\"},{\"type\":\"delete\",\"userId\":\"u\",\"context\":[]},"
                    + "{\"type\":\"page\",\"userId\":\"u\",\"context\":{\"a\":[],\"traits\":[ ]},\"properties\":[]}]");

    @Property(tries = 4_000)
    void answersEveryMutationOfABody(@ForAll("mutations") byte[] body) {
        for (CallHint hint : List.of(CallHint.single(EventType.TRACK), CallHint.BATCH, CallHint.PARTNER)) {
            assertThat(isAnswered(hint, body)).isTrue();
        }
    }

    @Property(tries = 500)
    void answersAnyBytes(@ForAll byte[] body) {
        assertThat(isAnswered(CallHint.PARTNER, body)).isTrue();
    }

    private static boolean isAnswered(CallHint hint, byte[] body) {
        try {
            TrackingCall call = Calls.parse(hint, body.clone());
            for (Event event : call.events()) {
                checkPayload(event);
            }
            return call.events().size() + call.refused().size() > 0;
        } catch (BodyRefusedException e) {
            return e.reason().code().length() > 0;
        }
    }

    private static void checkPayload(Event event) {
        byte[] payload = new byte[event.payloadLength()];
        event.copyPayload(payload, 0);
        try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(payload))) {
            JsonObject tree = reader.readObject();
            assertThat(tree.containsKey("writeKey")).isFalse();
            event.userId().ifPresent(id -> assertThat(tree.getString("userId")).isEqualTo(id));
        }
    }

    @Provide
    Arbitrary<byte[]> mutations() {
        return Arbitraries.of(SEEDS)
                .flatMap(seed -> Arbitraries.longs().map(number -> mutate(seed.getBytes(UTF_8), new Random(number))));
    }

    /** Overwrites, cuts, doubles and moves small pieces, preferring bytes that mean something in JSON. */
    private static byte[] mutate(byte[] seed, Random random) {
        byte[] body = seed;
        byte[] telling = "{}[]\",:\\u0d8 -eE.tnf\n\u0000\u007f\u00c3\u00ed".getBytes(ISO_8859_1);
        for (int round = random.nextInt(4); round >= 0; round--) {
            int at = random.nextInt(body.length);
            int length = random.nextInt(Math.min(12, body.length - at) + 1);
            switch (random.nextInt(4)) {
                case 0 -> {
                    body = body.clone();
                    body[at] = telling[random.nextInt(telling.length)];
                }
                case 1 -> body = join(head(body, at), body, at + length);
                case 2 -> body = join(head(body, at + length), body, at);
                default ->
                    body = join(join(head(body, at), head(telling, random.nextInt(telling.length)), 0), body, at);
            }
            if (body.length < 2) {
                return body;
            }
        }
        return body;
    }

    private static byte[] head(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    private static byte[] join(byte[] head, byte[] tail, int tailFrom) {
        byte[] joined = Arrays.copyOf(head, head.length + tail.length - tailFrom);
        System.arraycopy(tail, tailFrom, joined, head.length, tail.length - tailFrom);
        return joined;
    }
}
