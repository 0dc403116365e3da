package org.eventgateway.war.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.war.http.RequestHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is an operator. */
class OperatorAccessTest {
    private static final OperatorAccess LOCAL = new OperatorAccess(Optional.empty(), true);
    private static final OperatorAccess KEYED = new OperatorAccess(Optional.of(Secret.of("operator")), false);

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:9080", "127.0.0.1:9080", "[::1]:9080", "LOCALHOST"})
    void letsThisMachineInByALocalName(String host) {
        assertThat(LOCAL.refusal(new RequestHead(Map.of("host", host), true))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:9080", "a b", "10.0.0.1"})
    void refusesANameThatAPageCouldHavePointedAtThisMachine(String host) {
        assertThat(LOCAL.refusal(new RequestHead(Map.of("host", host), true)))
                .map(Problem::status)
                .contains(403);
    }

    @Test
    void refusesAPageFromElsewhere() {
        RequestHead head = new RequestHead(Map.of("host", "localhost", "origin", "https://evil.example"), true);
        assertThat(LOCAL.refusal(head)).map(Problem::status).contains(403);
        RequestHead nowhere = new RequestHead(Map.of("host", "localhost", "origin", "null"), true);
        assertThat(LOCAL.refusal(nowhere)).map(Problem::status).contains(403);
    }

    @Test
    void refusesWhatAPageFromElsewhereMakesABrowserFetch() {
        RequestHead head = new RequestHead(Map.of("host", "localhost", "sec-fetch-site", "cross-site"), true);
        assertThat(LOCAL.refusal(head)).map(Problem::status).contains(403);
    }

    @Test
    void refusesOtherMachines() {
        assertThat(LOCAL.refusal(new RequestHead(Map.of("host", "localhost"), false)))
                .map(Problem::status)
                .contains(403);
    }

    @Test
    void letsNobodyInWithoutAKeyOnceTheGatewayIsThereForOthers() {
        OperatorAccess closed = new OperatorAccess(Optional.empty(), false);
        RequestHead local = new RequestHead(Map.of("host", "localhost"), true);
        assertThat(closed.isClosed()).isTrue();
        assertThat(closed.refusal(local)).hasValueSatisfying(problem -> {
            assertThat(problem.status()).isEqualTo(403);
            assertThat(problem.detail()).contains("set gateway.operator-key");
        });
    }

    @Test
    void wantsTheKeyOnceItIsSetFromEveryone() {
        RequestHead local = new RequestHead(Map.of("host", "localhost"), true);
        RequestHead wrong = new RequestHead(Map.of("authorization", "Bearer operatos"), false);
        RequestHead right = new RequestHead(Map.of("authorization", "Bearer operator"), false);
        assertThat(KEYED.refusal(local)).map(Problem::status).contains(401);
        assertThat(KEYED.refusal(wrong)).map(Problem::status).contains(401);
        assertThat(KEYED.refusal(right)).isEmpty();
    }
}
