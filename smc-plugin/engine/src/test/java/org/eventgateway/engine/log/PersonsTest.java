package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doors refused is kept as it came: a person must be found in it however the sender wrote the id. */
class PersonsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\":\"jane\"}",
                "{\"user_id\" : \"jane\"",
                "{\"UserId\":\n\"jane\"}",
                "{\"User ID\":\"jane\"}",
                "{\"USERID\":\"jane\",",
                "{\"user-id\":\"jane\"}",
                "[{\"userId\":\"ben\"},{\"userId\":\"jane\"}]",
                "{\"userId\":\"\\u006a\\u0061ne\"}",
                "{\"userId\":jane}",
                "{broken \"userId\":jane"
            })
    void findsTheIdAsTheDoorsReadIt(String raw) {
        assertThat(isNamed("jane", raw)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\":\"jane2\"}",
                "{\"userId\":\"Jane\"}",
                "{\"userId\":\"marijane\"}",
                "{\"userId\":janet}",
                "{\"otherUserId\":\"jane\"}",
                "{\"name\":\"jane\"}",
                "jane",
                ""
            })
    void takesNobodyElseForThePerson(String raw) {
        assertThat(isNamed("jane", raw)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "jané, jané",
                "jané, jan\\u00e9",
                "jané, jan\\u00E9",
                "a/b, a/b",
                "a/b, a\\/b",
                "a\"b, a\\\"b",
                "a\"b, a\\u0022b",
                "a\\b, a\\\\b",
                "a.*b, a.*b",
                "\uD83D\uDE00, \uD83D\uDE00",
                "\uD83D\uDE00, \\ud83d\\uDE00"
            })
    void findsTheIdHoweverItIsEscaped(String userId, String written) {
        assertThat(isNamed(userId, "{\"userId\":\"" + written + "\"}")).isTrue();
    }

    @Test
    void anIdIsNoPattern() {
        assertThat(isNamed("a.*b", "{\"userId\":\"axxb\"}")).isFalse();
        assertThat(isNamed("507191", "{\"userId\":507191,")).isTrue();
        assertThat(isNamed("507191", "{\"userId\":5071912}")).isFalse();
        assertThat(isNamed("507191", "{\"userId\":507191")).isTrue();
    }

    @Test
    void idsOfAnyLengthAndTextsThatEndAnywhereAreRead() {
        String longId = "u".repeat(30_000);
        assertThat(isNamed(longId, "{\"userId\":\"" + longId + "\"}")).isTrue();
        assertThat(isNamed(longId + "v", "{\"userId\":\"" + longId + "\"}")).isFalse();
        String escaped = "{\"userId\":\"a\\tb\\u00e9\"}";
        assertThat(isNamed("a\tb\u00e9", escaped)).isTrue();
        for (int end = 0; end < escaped.length() - 1; end++) {
            assertThat(isNamed("a\tb\u00e9", escaped.substring(0, end)))
                    .as(escaped.substring(0, end))
                    .isFalse();
        }
    }

    private static boolean isNamed(String userId, String raw) {
        return Persons.in(raw.getBytes(StandardCharsets.UTF_8)).include(userId);
    }
}
