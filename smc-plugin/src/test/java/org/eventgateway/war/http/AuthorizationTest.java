package org.eventgateway.war.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a write key has been seen to travel. */
class AuthorizationTest {

    @ParameterizedTest
    @ValueSource(strings = {"key", "key:", "key:password", "key::"})
    void readsTheUserWithAndWithoutColon(String credentials) {
        assertThat(user("Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8))))
                .contains("key");
    }

    @Test
    void readsBase64WithoutPaddingAndWithTheUrlAlphabet() {
        String key = "a??>>b";
        byte[] bytes = (key + ":").getBytes(UTF_8);
        assertThat(user("basic  " + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic ", "Basic %%%", "Basic Og==", "Bearer abc", "abc"})
    void findsNoUserInAnythingElse(String header) {
        assertThat(user(header).filter(user -> !user.isEmpty())).isEmpty();
    }

    @Test
    void readsABearerToken() {
        assertThat(Authorization.bearer(head("bearer token "))).contains("token");
        assertThat(Authorization.bearer(head("Basic a2V5Og=="))).isEmpty();
    }

    private static Optional<String> user(String header) {
        return Authorization.basicUser(head(header));
    }

    private static RequestHead head(String authorization) {
        return new RequestHead(Map.of("authorization", authorization), false);
    }
}
