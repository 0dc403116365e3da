package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.sandbox.Client.USERS;

import org.eventgateway.sandbox.http.SandboxReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {
    private final Sandbox sandbox = Sandbox.create(SandboxConfig.defaults().withClock(new StepClock()));
    private final Client client = Client.of(sandbox);

    @BeforeEach
    void loadContacts() {
        client.delete(USERS + "/records/1", "");
        client.post(
                USERS + "/data/load?keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,CITY,LOGINS,SIGNUP_DT",
                "[[\"a\",\"Ghent\",9,\"2026-01-01T00:00:00Z\"],[\"b\",\"\",10,\"2026-01-02T00:00:00Z\"],"
                        + "[\"c\",null,null,null],[\"d\",\"GHENT \",2,\"2026-01-03T00:00:00Z\"]]");
    }

    private SandboxReply search(String rest) {
        return client.post(USERS + "/data/search", "{\"fields\":[\"MASTER.CUSTOMER_ID\"]" + rest + "}");
    }

    private static String filter(String field, String operator, String value) {
        return "{\"field_name\":\"MASTER." + field + "\",\"operator\":\"" + operator + "\",\"field_value\":" + value
                + "}";
    }

    @ParameterizedTest(name = "{0} {1} {2} finds {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CITY      | EqualTo              | \"ghent\"                  | [[\"a\"],[\"d\"]]",
                "CITY      | NotEqualTo           | \"Ghent\"                  | [[\"b\"]]",
                "CITY      | Like                 | \"g_e%\"                   | [[\"a\"],[\"d\"]]",
                "CITY      | IsNull               | null                       | [[\"c\"]]",
                "CITY      | IsNotNull            | null                       | [[\"a\"],[\"b\"],[\"d\"]]",
                "CITY      | IsEmpty              | null                       | [[\"b\"]]",
                "CITY      | IsNotEmpty           | null                       | [[\"a\"],[\"d\"]]",
                "LOGINS    | EqualTo              | \"9\"                      | [[\"a\"]]",
                "LOGINS    | GreaterThan          | 9                          | [[\"b\"]]",
                "LOGINS    | GreaterThanOrEqualTo | 9                          | [[\"a\"],[\"b\"]]",
                "LOGINS    | LessThan             | 9                          | [[\"d\"]]",
                "LOGINS    | LessThanOrEqualTo    | 9                          | [[\"a\"],[\"d\"]]",
                "SIGNUP_DT | GreaterThan          | \"2026-01-01T23:00:00Z\"   | [[\"b\"],[\"d\"]]"
            })
    void findsWhatFulfilsTheFilter(String field, String operator, String value, String data) {
        assertThat(search(",\"filters\":[" + filter(field, operator, value) + "]")
                        .bodyText())
                .isEqualTo("{\"fields\":[\"MASTER.CUSTOMER_ID\"],\"data\":" + data
                        + ",\"result_code\":\"Succeeded\",\"errors\":[]}");
    }

    @Test
    void wantsAllFiltersFulfilled() {
        String filters = filter("CITY", "EqualTo", "\"Ghent\"") + "," + filter("LOGINS", "LessThan", "5");
        assertThat(search(",\"filters\":[" + filters + "]").bodyText()).contains("\"data\":[[\"d\"]]");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ascending, nulls first | ,\"order_by\":\"MASTER.LOGINS\"                            | [[\"c\"],[\"d\"],[\"a\"],[\"b\"]]",
                "descending | ,\"order_by\":\"MASTER.LOGINS\",\"order_by_direction\":\"DESC\" | [[\"b\"],[\"a\"],[\"d\"],[\"c\"]]",
                "a page     | ,\"order_by\":\"MASTER.CUSTOMER_ID\",\"skip\":1,\"take\":2     | [[\"b\"],[\"c\"]]"
            })
    void ordersAndPages(String rule, String rest, String data) {
        assertThat(search(rest).bodyText()).as(rule).contains("\"data\":" + data);
    }

    @Test
    void showsALinkIdentifierThatIsNotTheNumericId() {
        SandboxReply reply =
                client.post(USERS + "/data/search", "{\"fields\":[\"MASTER.ID\",\"SYSTEM.SELLIGENTID\"],\"take\":1}");
        assertThat(reply.bodyText()).containsPattern("\\[\\[2,\"[0-9a-f-]{36}\"]]");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no fields                    | {\"fields\":[]}",
                "fields missing               | {}",
                "unknown field                | {\"fields\":[\"MASTER.NOPE\"]}",
                "no scope                     | {\"fields\":[\"MAIL\"]}",
                "unknown scope                | {\"fields\":[\"PREFS.MAIL\"]}",
                "unknown operator             | {\"fields\":[\"MASTER.MAIL\"],\"filters\":[{\"field_name\":\"MASTER.MAIL\",\"operator\":\"Equals\",\"field_value\":\"x\"}]}",
                "value missing                | {\"fields\":[\"MASTER.MAIL\"],\"filters\":[{\"field_name\":\"MASTER.MAIL\",\"operator\":\"EqualTo\"}]}",
                "value of another type        | {\"fields\":[\"MASTER.MAIL\"],\"filters\":[{\"field_name\":\"MASTER.LOGINS\",\"operator\":\"EqualTo\",\"field_value\":\"x\"}]}",
                "unknown direction            | {\"fields\":[\"MASTER.MAIL\"],\"order_by_direction\":\"UP\"}",
                "negative skip                | {\"fields\":[\"MASTER.MAIL\"],\"skip\":-1}",
                "not an object                | []",
                "not JSON                     | {"
            })
    void refusesABadSearch(String rule, String body) {
        assertThat(client.post(USERS + "/data/search", body).status()).as(rule).isEqualTo(400);
    }
}
