package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.sandbox.account.Account;
import org.eventgateway.sandbox.account.Subnet;
import org.eventgateway.sandbox.api.Operation;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.http.SandboxRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
    private final StepClock clock = new StepClock();
    private final Sandbox sandbox = Sandbox.create(SandboxConfig.defaults().withClock(clock));
    private final Client limited = Client.of(sandbox).withHeader("X-ApiKey", "limited:secret");

    private void allow(Account account) {
        sandbox.accounts().put(account);
    }

    private static void assertUnauthorized(SandboxReply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.bodyText()).isEqualTo("\"Unauthorized\"");
        assertThat(reply.headers()).containsEntry("Content-Type", "application/json; charset=utf-8");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "other secret, X-ApiKey, sandbox-key:wrong",
        "other key, X-ApiKey, nobody:sandbox-secret",
        "no colon, X-ApiKey, sandbox-key",
        "secret in another case, X-ApiKey, sandbox-key:Sandbox-Secret",
        "key twice, X-ApiKey, sandbox-key:sandbox-key",
        "Basic in front, X-ApiKey, Basic sandbox-key:sandbox-secret",
        "base64, X-ApiKey, c2FuZGJveC1rZXk6c2FuZGJveC1zZWNyZXQ=",
        "the name of another API's header, X-Api-Key, sandbox-key:sandbox-secret",
        "Authorization, Authorization, sandbox-key:sandbox-secret",
        "the stand-in for unknown keys, X-ApiKey, nobody:no secret matches this one"
    })
    void refusesAnythingButKeyAndSecretInTheOneHeader(String rule, String header, String value) {
        Client client = Client.of(sandbox).withoutHeader("X-ApiKey").withHeader(header, value);
        assertUnauthorized(client.get("/lists"));
    }

    @Test
    void refusesARequestWithoutAKey() {
        assertUnauthorized(Client.of(sandbox).withoutHeader("X-ApiKey").get("/lists"));
    }

    @Test
    void takesTheHeadersNameInAnyCase() {
        Client client =
                Client.of(sandbox).withoutHeader("X-ApiKey").withHeader("x-apikey", "sandbox-key:sandbox-secret");
        assertThat(client.get("/lists").status()).isEqualTo(200);
    }

    @Test
    void stopsAKeyAtTheInstantItExpires() {
        Instant end = clock.instant().plusSeconds(10);
        allow(new Account("limited", "secret", Optional.empty(), Optional.of(end), Optional.empty(), List.of()));
        assertThat(limited.get("/lists").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(10));
        assertUnauthorized(limited.get("/lists"));
    }

    @Test
    void grantsOnlyTheTickedEndpoints() {
        allow(new Account(
                "limited",
                "secret",
                Optional.of(Set.of(Operation.LISTS)),
                Optional.empty(),
                Optional.empty(),
                List.of()));
        assertThat(limited.get("/lists").status()).isEqualTo(200);
        assertUnauthorized(limited.get("/lists/segment_events"));
    }

    @Test
    void showsOnlyTheAllowedOrganizations() {
        allow(new Account(
                "limited", "secret", Optional.empty(), Optional.empty(), Optional.of(Set.of("ACME")), List.of()));
        assertThat(limited.get("/lists").status()).isEqualTo(200);
        assertUnauthorized(limited.in("Segment%20Connector").get("/lists"));
    }

    @Test
    void doesNotTellAFilteredAccountWhichOrganizationsExist() {
        allow(new Account(
                "limited", "secret", Optional.empty(), Optional.empty(), Optional.of(Set.of("ACME")), List.of()));
        assertUnauthorized(limited.in("Nowhere").get("/lists"));
    }

    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource({
        "10.1.0.0/16, 10.1.255.3, 200",
        "10.1.0.0/16, 10.2.0.1, 401",
        "10.1.2.3, 10.1.2.3, 200",
        "0.0.0.0/0, 203.0.113.9, 200",
        "10.1.0.0/16, 0:0:0:0:0:0:0:1, 401"
    })
    void admitsOnlyTheAccountsSubnets(String subnet, String address, int status) {
        allow(new Account(
                "limited",
                "secret",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(Subnet.parse(subnet))));
        SandboxRequest request = SandboxRequest.of(
                        "GET",
                        "/Portal/Api/organizations/ACME",
                        Map.of("X-ApiKey", "limited:secret"),
                        "".getBytes(StandardCharsets.UTF_8))
                .from(address);
        assertThat(sandbox.handle(request).status()).isEqualTo(status);
    }

    @Test
    void forgetsTheOldSecretAtOnceWhenItIsRotated() {
        allow(Account.unlimited("limited", "secret"));
        allow(Account.unlimited("limited", "rotated"));
        assertUnauthorized(limited.get("/lists"));
    }

    @Test
    void asksForAKeyOnStatusUnlessToldOtherwise() {
        Client stranger = Client.of(sandbox).withoutHeader("X-ApiKey");
        assertUnauthorized(stranger.absolute("GET", "/Portal/Api/status", ""));
        sandbox.change(SandboxSettings.DEFAULT.withStatusNeedsKey(false));
        assertThat(stranger.absolute("GET", "/Portal/Api/status", "").bodyText())
                .isEqualTo("{}");
    }
}
