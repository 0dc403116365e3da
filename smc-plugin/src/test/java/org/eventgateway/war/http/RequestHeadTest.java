package org.eventgateway.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests were made on this machine, and for itself. */
class RequestHeadTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:9080", "127.0.0.1:9080", "[::1]:9080", "LOCALHOST"})
    void takesTheLocalNamesOfThisMachine(String host) {
        assertThat(fromLoopback("host", host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:9080", "a b", "10.0.0.1"})
    void doesNotTakeANameThatAPageCouldHavePointedAtThisMachine(String host) {
        assertThat(fromLoopback("host", host)).isFalse();
    }

    @Test
    void wantsAHost() {
        assertThat(fromLoopback()).isFalse();
    }

    @Test
    void doesNotTakeOtherMachinesWhateverTheySay() {
        assertThat(new RequestHead(Map.of("host", "localhost"), false).fromThisMachine())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "http://localhost:3000", "https://127.0.0.1:8443", "http://[::1]:3000"})
    void takesPagesOfThisMachine(String origin) {
        assertThat(fromLoopback("host", "localhost:9080", "origin", origin, "sec-fetch-site", "same-site"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://localhost.evil.example", "null", "file://"})
    void doesNotTakePagesOfElsewhere(String origin) {
        assertThat(fromLoopback("host", "localhost:9080", "origin", origin)).isFalse();
    }

    /** A page can make a browser ask without naming the page: for a picture, or by a link. */
    @ParameterizedTest
    @CsvSource({"cross-site, false", "same-site, false", "same-origin, true", "none, true"})
    void takesFromABrowserThatNamesNoPageOnlyWhatIsItsOwn(String site, boolean taken) {
        assertThat(fromLoopback("host", "localhost:9080", "sec-fetch-site", site))
                .isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forwarded",
                "x-forwarded-for",
                "x-forwarded-proto",
                "x-envoy-external-address",
                "x-real-ip",
                "via"
            })
    void doesNotTakeWhatAProxyPassesOn(String trace) {
        assertThat(fromLoopback("host", "localhost:9080", trace, "x")).isFalse();
    }

    private static boolean fromLoopback(String... namesAndValues) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new RequestHead(headers, true).fromThisMachine();
    }
}
