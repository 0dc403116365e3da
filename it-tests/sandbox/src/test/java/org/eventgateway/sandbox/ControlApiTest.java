package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.sandbox.Client.object;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.http.SandboxRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlApiTest {
    private final Sandbox sandbox = Sandbox.create(SandboxConfig.defaults().withClock(new StepClock()));
    private final ControlApi control = new ControlApi(sandbox);
    private final Client client = Client.of(sandbox);

    private SandboxReply control(String method, String path, String body) {
        return control.handle(
                SandboxRequest.of(method, "/sandbox" + path, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void addsListsAndClearsFaults() {
        control("POST", "/faults", "{\"kind\":\"status\",\"status\":500,\"path\":\"/lists$\",\"times\":2}");
        assertThat(client.get("/lists").status()).isEqualTo(500);
        assertThat(control("GET", "/faults", "").bodyText())
                .contains("\"status\":500")
                .contains("\"times\":1");
        control("DELETE", "/faults", "");
        assertThat(client.get("/lists").status()).isEqualTo(200);
    }

    @Test
    void changesOnlyTheNamedSettings() {
        control("PUT", "/settings", "{\"quota\":7,\"bulkMillis\":1500}");
        assertThat(sandbox.settings().quota()).isEqualTo(7);
        assertThat(sandbox.settings().bulkDuration()).hasMillis(1500);
        assertThat(sandbox.settings().quotaWindow()).hasSeconds(60);
    }

    @Test
    void switchesTheIndexGuardOnAndOff() {
        control("PUT", "/settings", "{\"indexGuardRows\":5}");
        assertThat(sandbox.settings().indexGuardRows()).hasValue(5);
        control("PUT", "/settings", "{\"indexGuardRows\":0}");
        assertThat(sandbox.settings().indexGuardRows()).isEmpty();
    }

    @Test
    void addsAndRemovesAccounts() {
        control("POST", "/accounts", "{\"key\":\"k\",\"secret\":\"s\",\"rights\":[\"lists\"]}");
        Client other = client.withHeader("X-ApiKey", "k:s");
        assertThat(other.get("/lists").status()).isEqualTo(200);
        assertThat(other.get("/journeys").status()).isEqualTo(401);
        control("DELETE", "/accounts/k", "");
        assertThat(other.get("/lists").status()).isEqualTo(401);
    }

    @Test
    void readsTheJournalInPagesAndClearsIt() {
        client.get("/lists");
        client.get("/journeys");
        SandboxReply page = control("GET", "/journal?after=1&take=5", "");
        assertThat(object(page).getJsonArray("entries")).hasSize(1);
        assertThat(object(page).getInt("last_sequence")).isEqualTo(2);
        assertThat(page.bodyText()).doesNotContain("sandbox-secret");
        control("DELETE", "/journal", "");
        assertThat(sandbox.journal().all()).isEmpty();
    }

    @Test
    void goesBackToTheInitialStateOnReset() {
        client.delete(Client.USERS + "/records/1", "");
        control("PUT", "/settings", "{\"quota\":1}");
        control("POST", "/faults", "{\"kind\":\"html\"}");
        control("DELETE", "/accounts/sandbox-key", "");
        control("POST", "/reset", "");
        assertThat(client.get(Client.USERS + "/records").bodyText()).isEqualTo("{\"count\":1}");
        assertThat(client.get("/lists").status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST   | /faults   | {}                                        | 400",
                "POST   | /faults   | {\"kind\":\"fire\"}                       | 400",
                "POST   | /faults   | {\"kind\":\"html\",\"path\":\"(\"}        | 400",
                "POST   | /faults   | {\"kind\":\"html\",\"times\":0}           | 400",
                "POST   | /faults   | {\"kind\":\"html\",\"times\":9999999999}  | 400",
                "POST   | /faults   | nothing                                   | 400",
                "PUT    | /settings | {\"quota\":-1}                            | 400",
                "PUT    | /settings | {\"quota\":\"many\"}                      | 400",
                "POST   | /accounts | {\"key\":\"k\"}                           | 400",
                "POST   | /accounts | {\"key\":\"k\",\"secret\":\"s\",\"rights\":[\"all\"]} | 400",
                "POST   | /accounts | {\"key\":\"k\",\"secret\":\"s\",\"expires\":\"soon\"} | 400",
                "POST   | /accounts | {\"key\":\"k\",\"secret\":\"s\",\"subnets\":[\"10.0.0.0/33\"]} | 400",
                "DELETE | /accounts/nobody | ``                                 | 404",
                "GET    | /nothing  | ``                                        | 404"
            })
    void answersABadRequestClearly(String method, String path, String body, int status) {
        assertThat(control(method, path, body).status()).isEqualTo(status);
    }
}
