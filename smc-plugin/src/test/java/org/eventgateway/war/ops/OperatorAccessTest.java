package org.eventgateway.war.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eventgateway.engine.route.NamedKey;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.war.http.RequestHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is an operator. */
class OperatorAccessTest {
    private static final OperatorAccess LOCAL = new OperatorAccess(List.of(), true);
    private static final OperatorAccess KEYED = keyed("operator");

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
        OperatorAccess closed = new OperatorAccess(List.of(), false);
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

    @Test
    void tellsOperatorsApartByTheNamesOfTheirKeys() {
        OperatorAccess named = keyed("anna=first,ben=second");

        assertThat(named.name(showing("first"))).isEqualTo("anna");
        assertThat(named.name(showing("second"))).isEqualTo("ben");
        assertThat(named.refusal(showing("second"))).isEmpty();
        assertThat(named.refusal(showing("ben=second"))).map(Problem::status).contains(401);
        assertThat(keyed("anna=first").name(showing("first"))).isEqualTo("anna");
    }

    @Test
    void callsASingleKeyTheOperatorKeyAndWhoNeedsNoneThisMachine() {
        assertThat(KEYED.name(showing("operator"))).isEqualTo("operator key");
        assertThat(LOCAL.name(new RequestHead(Map.of("host", "localhost"), true)))
                .isEqualTo("this machine");
    }

    private static OperatorAccess keyed(String value) {
        List<SettingFault> faults = new ArrayList<>();
        List<NamedKey> keys = NamedKey.list("gateway.operator-key", Secret.of(value), Set.of(), faults);
        assertThat(faults).isEmpty();
        return new OperatorAccess(keys, false);
    }

    private static RequestHead showing(String key) {
        return new RequestHead(Map.of("authorization", "Bearer " + key), false);
    }
}
