package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.sandbox.Client.object;
import static org.eventgateway.sandbox.Client.value;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.eventgateway.sandbox.http.SandboxReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JourneyTest {
    private static final String ORDER = "/journeys/custom/ORDER_FLOW";
    private static final String START = ORDER + "/entrypoints/START";

    private final Sandbox sandbox = Sandbox.create(SandboxConfig.defaults().withClock(new StepClock()));
    private final Client client = Client.of(sandbox);

    @Test
    void areListed() {
        assertThat(client.get("/journeys").bodyText()).contains("{\"api_name\":\"ORDER_FLOW\",\"type\":\"custom\"}");
    }

    @Test
    void showTheirEntryPointsAsAnArrayUnlessToldOtherwise() {
        assertThat(value(client.get(ORDER + "/entrypoints")).getValueType()).isEqualTo(JsonValue.ValueType.ARRAY);
        sandbox.change(SandboxSettings.DEFAULT.withEntryPointsAsObject(true));
        assertThat(value(client.get(ORDER + "/entrypoints"))).isEqualTo(value(client.get(START)));
    }

    @Test
    void describeAnEntryPoint() {
        assertThat(client.get(START).bodyText())
                .contains("\"entry_point_type\":\"Input\"")
                .contains("{\"name\":\"CUSTOMER_ID\",\"required\":true}");
    }

    @ParameterizedTest
    @CsvSource({
        "/journeys/custom/NOPE",
        "/journeys/custom/NEWSLETTER/entrypoints",
        "/journeys/custom/ORDER_FLOW/entrypoints/NOPE"
    })
    void answerWithAStringWhenTheyDoNotExist(String path) {
        SandboxReply reply = client.get(path);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(value(reply).getValueType()).isEqualTo(JsonValue.ValueType.STRING);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "anonymous           | {\"user_id\":0,\"parameter_values\":{\"CUSTOMER_ID\":\"u\",\"EVENT\":\"e\"}}    | 200",
                "no user             | {\"parameter_values\":{\"CUSTOMER_ID\":\"u\",\"EVENT\":\"e\"}}                  | 200",
                "user is null        | {\"user_id\":null,\"parameter_values\":{\"CUSTOMER_ID\":\"u\",\"EVENT\":\"e\"}} | 200",
                "a contact           | {\"user_id\":1,\"parameter_values\":{\"CUSTOMER_ID\":\"u\",\"EVENT\":7}}        | 200",
                "no such contact     | {\"user_id\":99,\"parameter_values\":{\"CUSTOMER_ID\":\"u\",\"EVENT\":\"e\"}}   | 400",
                "user is a text      | {\"user_id\":\"u-1\",\"parameter_values\":{\"CUSTOMER_ID\":\"u\",\"EVENT\":\"e\"}} | 400",
                "parameter missing   | {\"user_id\":0,\"parameter_values\":{\"CUSTOMER_ID\":\"u\"}}                    | 400",
                "no parameters       | {\"user_id\":0}                                                                 | 400",
                "parameter is nested | {\"user_id\":0,\"parameter_values\":{\"CUSTOMER_ID\":\"u\",\"EVENT\":{}}}       | 400"
            })
    void areEnteredWithTheRequiredParameters(String rule, String body, int status) {
        assertThat(client.post(START + "/trigger", body).status()).as(rule).isEqualTo(status);
    }

    @Test
    void sayWhatTheyAnsweredWhenEntered() {
        SandboxReply reply =
                client.post(START + "/trigger", "{\"parameter_values\":{\"CUSTOMER_ID\":\"u\",\"EVENT\":\"e\"}}");
        assertThat(reply.bodyText())
                .isEqualTo("{\"result_code\":\"Succeeded\",\"result_type\":\"None\",\"body\":\"\"}");
    }

    @Test
    void answerAMissingParameterWith200WhenToldSo() {
        sandbox.change(SandboxSettings.DEFAULT.withMissingParameterAs200(true));
        SandboxReply reply = client.post(START + "/trigger", "{\"user_id\":0}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(object(reply).getString("result_type")).isEqualTo("Validation");
    }

    @Test
    void sendToContactsAndTellTheStateOfMessages() {
        SandboxReply reply = client.post(
                "/journeys/transactional/ORDER_CONFIRMATION/send",
                "{\"items\":[{\"recipient\":\"segmenttest@selligent.com\",\"language\":\"EN\",\"data\":{}}]}");
        JsonObject json = object(reply);
        assertThat(json.getString("result_code")).isEqualTo("Succeeded");
        String id = json.getJsonArray("messages").getJsonObject(0).getString("id");
        assertThat(object(client.get("/journeys/transactional/status/" + id)).getInt("status"))
                .isEqualTo(30);
        assertThat(value(client.post("/journeys/transactional/status", "[\"" + id + "\",\"other\"]"))
                        .asJsonArray())
                .hasSize(1);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no contact  | {\"recipient\":\"x@y.z\",\"language\":\"EN\"}                                 | Failed",
                "no language | {\"recipient\":\"segmenttest@selligent.com\"}                                 | Failed",
                "old name    | {\"email\":\"segmenttest@selligent.com\",\"language\":\"EN\"}                 | Failed",
                "a look-up   | {\"recipient\":\"segment-test\",\"language\":\"EN\",\"lookup\":{\"scope\":\"MASTER\",\"field\":\"CUSTOMER_ID\"}} | Succeeded",
                "two items   | {\"recipient\":\"x@y.z\",\"language\":\"EN\"},{\"recipient\":\"segmenttest@selligent.com\",\"language\":\"EN\"} | PartiallySucceeded"
            })
    void judgeEachItemForItself(String rule, String items, String code) {
        SandboxReply reply =
                client.post("/journeys/transactional/ORDER_CONFIRMATION/send", "{\"items\":[" + items + "]}");
        assertThat(object(reply).getString("result_code")).as(rule).isEqualTo(code);
    }

    @Test
    void answerAnUnknownTransactionalJourneyInTheShapeOfASuccess() {
        SandboxReply reply = client.post("/journeys/transactional/NOPE/send", "{\"items\":[]}");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(object(reply).keySet()).containsExactly("result_code", "errors", "response_data", "messages");
    }
}
