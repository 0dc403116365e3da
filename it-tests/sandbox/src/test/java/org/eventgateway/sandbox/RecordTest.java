package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.sandbox.Client.USERS;
import static org.eventgateway.sandbox.Client.object;

import jakarta.json.JsonObject;
import org.eventgateway.sandbox.http.SandboxReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTest {
    private final Sandbox sandbox = Sandbox.create(SandboxConfig.defaults().withClock(new StepClock()));
    private final Client client = Client.of(sandbox);

    @Test
    void areCounted() {
        assertThat(client.get(USERS + "/records").bodyText()).isEqualTo("{\"count\":1}");
    }

    @Test
    void areDeletedOneByOne() {
        assertThat(client.delete(USERS + "/records/1", "").bodyText()).isEqualTo("{\"result_code\":\"Succeeded\"}");
        assertThat(client.delete(USERS + "/records/1", "").status()).isEqualTo(400);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"new, record 2 inserted in list USERS_SEGMENT", "Segment-Test, record 1 updated in list USERS_SEGMENT"})
    void areSavedOneByOne(String key, String message) {
        String body = "{\"master.CUSTOMER_ID\":\"" + key + "\",\"CITY\":\"Ghent\",\"VIP\":true}";
        SandboxReply reply = client.post(USERS + "/data?keyfields=CUSTOMER_ID", body);
        assertThat(object(reply).getString("message")).isEqualTo(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "keyfields is missing        | ?x=1                   | {\"CUSTOMER_ID\":\"a\"}",
                "keyFields is for bulk calls | ?keyFields=CUSTOMER_ID | {\"CUSTOMER_ID\":\"a\"}",
                "key is not in the body      | ?keyfields=CUSTOMER_ID | {\"CITY\":\"a\"}",
                "key is null                 | ?keyfields=CUSTOMER_ID | {\"CUSTOMER_ID\":null}",
                "unknown field               | ?keyfields=CUSTOMER_ID | {\"CUSTOMER_ID\":\"a\",\"NOPE\":1}",
                "unknown scope               | ?keyfields=CUSTOMER_ID | {\"CUSTOMER_ID\":\"a\",\"PREFS.NEWS\":true}",
                "computed field              | ?keyfields=CUSTOMER_ID | {\"CUSTOMER_ID\":\"a\",\"MAIL_DOMAIN\":\"x\"}",
                "wrong type                  | ?keyfields=CUSTOMER_ID | {\"CUSTOMER_ID\":\"a\",\"LOGINS\":\"many\"}",
                "unique value taken          | ?keyfields=MAIL        | {\"MAIL\":\"a@b.c\",\"CUSTOMER_ID\":\"segment-test\"}",
                "array of arrays             | ?keyfields=CUSTOMER_ID | [[\"a\"]]"
            })
    void areNotSavedWhenTheRequestIsBad(String rule, String query, String body) {
        assertThat(client.post(USERS + "/data" + query, body).status()).as(rule).isEqualTo(400);
        assertThat(sandbox.rows("ACME", "USERS_SEGMENT")).hasSize(1);
    }

    @Test
    void areNotSavedWithANumberOfAbsurdLength() {
        String body = "{\"CUSTOMER_ID\":\"a\",\"POINTS\":" + "9".repeat(5000) + "}";
        assertThat(client.post(USERS + "/data?keyfields=CUSTOMER_ID", body).status())
                .isEqualTo(400);
    }

    @Test
    void areDeletedInBulkAndThoseNotFoundAreCounted() {
        SandboxReply reply =
                client.delete(USERS + "/data?keyFields=CUSTOMER_ID", "[[\"CUSTOMER_ID\"],[\"SEGMENT-TEST\"],[\"x\"]]");
        JsonObject json = object(reply);
        assertThat(json.getInt("number_of_deleted_records")).isEqualTo(1);
        assertThat(json.getInt("number_of_records_not_found")).isEqualTo(1);
        assertThat(json.keySet()).doesNotContain("number_of_inserted_records", "number_of_updated_records");
        assertThat(sandbox.rows("ACME", "USERS_SEGMENT")).isEmpty();
    }
}
