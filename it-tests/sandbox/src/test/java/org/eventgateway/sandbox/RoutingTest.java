package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.sandbox.Client.object;

import org.eventgateway.sandbox.http.SandboxReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {
    private final Sandbox sandbox = Sandbox.create(SandboxConfig.defaults().withClock(new StepClock()));
    private final Client client = Client.of(sandbox);

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET, /Portal/Api/status, 200",
        "GET, /Portal/Api/organizations/ACME, 200",
        "GET, /Portal/Api/organizations/acme, 404",
        "GET, /Portal/Api/organizations/Nowhere, 404",
        "GET, /Portal/Api/organizations/Segment%20Connector, 200",
        "GET, /Portal/Api/organizations/Segment+Connector, 404",
        "GET, /Portal/Api/organizations/Segment%2520Connector, 404",
        "GET, /Portal/Api/organizations/ACME%2Flists, 404",
        "GET, /Portal/Api/organizations/ACME%zz, 400",
        "GET, /Portal/Api/organizations/ACME%ff, 400",
        "GET, /Portal/Api/organizations/ACME/lists/nowhere, 404",
        "GET, /Portal/Api/organizations/ACME/lists/USERS_SEGMENT/segments/nowhere, 404",
        "GET, /Portal/Api/organizations, 404",
        "GET, /Portal/Api/organizations/, 404",
        "GET, /Portal/Api/organizations/ACME/lists/, 404",
        "GET, /Portal/status, 404",
        "GET, /portal/api/status, 404",
        "GET, /Api/status, 404",
        "PATCH, /Portal/Api/organizations/ACME/lists/segment_events/data, 405",
        "GET, /Portal/Api/organizations/ACME/lists/segment_events/data/load, 405",
        "POST, /Portal/Api/status, 405"
    })
    void findsOperationsByPathAndMethod(String method, String target, int status) {
        assertThat(client.absolute(method, target, "").status()).isEqualTo(status);
    }

    @Test
    void namesTheAllowedMethods() {
        SandboxReply reply = client.call("PATCH", "/lists/segment_events/data", "");
        assertThat(reply.headers()).containsEntry("Allow", "POST, DELETE");
    }

    @Test
    void answersAnUnknownOrganizationWithTheFailureEnvelope() {
        assertThat(object(client.in("Nowhere").get("/lists")).keySet())
                .containsExactly("errors", "result_code", "message");
    }

    @ParameterizedTest(name = "{0} {1} with {2}: {3}")
    @CsvSource({
        "POST, /lists/segment_events/data/load?keyFields=EVENT_ID, text/json, 415",
        "POST, /lists/segment_events/data/load?keyFields=EVENT_ID, application/x-www-form-urlencoded, 415",
        "DELETE, /lists/segment_events/data?keyFields=EVENT_ID, text/plain, 415",
        "POST, /lists/segment_events/data?keyfields=EVENT_ID, text/json, 415",
        "POST, /lists/USERS_SEGMENT/segments/VIP_STATIC/data/load?keyFields=MAIL, text/json, 415",
        "POST, /lists/USERS_SEGMENT/segments/static, text/json, 400",
        "POST, /lists/segment_events/data/load?keyFields=EVENT_ID, Application/JSON; charset=UTF-8, 200"
    })
    void takesOnlyJsonForData(String method, String path, String type, int status) {
        SandboxReply reply = client.withHeader("Content-Type", type).call(method, path, "[[\"EVENT_ID\"]]");
        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void refusesADeleteOfDataWithoutABody() {
        assertThat(client.delete("/lists/segment_events/data?keyFields=EVENT_ID&fields=EVENT_ID", "")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void describesTheOrganization() {
        assertThat(client.get("").bodyText())
                .startsWith("{\"name\":\"ACME\",\"languages\":[\"EN\",\"FR\",\"NL\"],"
                        + "\"audiences\":[{\"api_name\":\"USERS_SEGMENT\"}]");
    }
}
