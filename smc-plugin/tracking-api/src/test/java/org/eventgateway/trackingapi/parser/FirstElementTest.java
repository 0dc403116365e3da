package org.eventgateway.trackingapi.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact bytes of the first element, which are what a partner signs. */
class FirstElementTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"a\":\"é\"},{}] | {\"a\":\"é\"} | false",
                "[ {\"a\" : [1, {}] } ] | {\"a\" : [1, {}] } | true",
                "[12 ,3] | 12 | false",
                "[\"x\\\"y\"] | \"x\\\"y\" | true",
                "[null] | null | true",
                "\uFEFF[{\"a\":1},{}] | {\"a\":1} | false"
            })
    void isFound(String body, String first, boolean only) throws BodyRefusedException {
        byte[] bytes = body.getBytes(UTF_8);
        FirstElement found = FirstElement.of(bytes, bytes.length).orElseThrow();
        assertThat(new String(bytes, found.from(), found.to() - found.from(), UTF_8))
                .isEqualTo(first);
        assertThat(found.only()).isEqualTo(only);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "1", ""})
    void isAbsentInAnythingElse(String body) throws BodyRefusedException {
        assertThat(find(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[{", "[{\"a\":1", "[{} x", "[}"})
    void isRefusedWhenItIsNotJson(String body) {
        assertThatThrownBy(() -> find(body)).isInstanceOf(BodyRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void isRefusedInAnotherEncodingThanUtf8(String charset) {
        byte[] bytes = "[{\"a\":1},{}]".getBytes(Charset.forName(charset));
        assertThatThrownBy(() -> FirstElement.of(bytes, bytes.length)).isInstanceOf(BodyRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[[", "[{\"a\":[[["})
    void isRefusedAtAnyDepthWithoutExhaustingTheStack(String head) {
        assertThatThrownBy(() -> find(head + "[".repeat(100_000))).isInstanceOf(BodyRefusedException.class);
    }

    private static Optional<FirstElement> find(String body) throws BodyRefusedException {
        byte[] bytes = body.getBytes(UTF_8);
        return FirstElement.of(bytes, bytes.length);
    }
}
