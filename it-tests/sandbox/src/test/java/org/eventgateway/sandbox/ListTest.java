package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.sandbox.Client.EVENTS;
import static org.eventgateway.sandbox.Client.USERS;
import static org.eventgateway.sandbox.Client.object;

import jakarta.json.JsonObject;
import org.eventgateway.sandbox.http.SandboxReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListTest {
    private final Sandbox sandbox = Sandbox.create(SandboxConfig.defaults().withClock(new StepClock()));
    private final Client client = Client.of(sandbox);

    @ParameterizedTest(name = "{0}: {1} lists")
    @CsvSource({
        "'', 2", "?filter=Userlist, 1", "?filter=Dataselectionlist, 0", "?search=EVENTS, 1",
                "?search=segment_events, 0",
        "?search=segment, 2", "?skip=1, 1", "?take=1, 1", "?take=0, 0", "?skip=9, 0"
    })
    void areListedByFilterSearchAndPage(String query, int number) {
        assertThat(object(client.get("/lists" + query)).getJsonArray("lists")).hasSize(number);
    }

    @Test
    void areListedInTheShapeOfTheLiveApi() {
        assertThat(client.get("/lists?filter=Datalist").bodyText())
                .matches("\\{\"lists\":\\[\\{\"id\":[0-9]+,\"type\":\"Datalist\","
                        + "\"api_name\":\"segment_events\",\"name\":\"Segment events\"}]}");
    }

    @Test
    void areWrappedAsTheSchemaSaysWhenToldSo() {
        sandbox.change(SandboxSettings.DEFAULT.withListWrapperSingular(true));
        assertThat(object(client.get("/lists")).keySet()).containsExactly("list");
    }

    @Test
    void refusesAnUnknownFilter() {
        assertThat(client.get("/lists?filter=Everything").status()).isEqualTo(400);
    }

    @Test
    void describesOneList() {
        JsonObject details = object(client.get(USERS));
        assertThat(details.keySet())
                .containsExactly(
                        "api_name",
                        "name",
                        "type",
                        "description",
                        "tags",
                        "email_quality_configuration",
                        "enforce_segment_selection",
                        "taglist_api_name",
                        "organizations",
                        "not_accessible_organizations_count");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a new list                | {\"api_name\":\"NEW\",\"name\":\"New\",\"type\":\"Datalist\"}          | 200",
                "an unknown property       | {\"api_name\":\"NEW\",\"name\":\"New\",\"type\":\"Datalist\",\"x\":1} | 200",
                "an api_name that is taken | {\"api_name\":\"USERS_SEGMENT\",\"name\":\"N\",\"type\":\"Datalist\"}  | 400",
                "a second audience         | {\"api_name\":\"NEW\",\"name\":\"New\",\"type\":\"Userlist\"}          | 400",
                "an api_name with a blank  | {\"api_name\":\"NEW ONE\",\"name\":\"New\",\"type\":\"Datalist\"}      | 400",
                "no name                   | {\"api_name\":\"NEW\",\"type\":\"Datalist\"}                           | 400",
                "an unknown type           | {\"api_name\":\"NEW\",\"name\":\"New\",\"type\":\"Table\"}             | 400",
                "tags that are no strings  | {\"api_name\":\"NEW\",\"name\":\"New\",\"type\":\"Datalist\",\"tags\":[1]} | 400"
            })
    void createsLists(String rule, String body, int status) {
        assertThat(client.post("/lists", body).status()).as(rule).isEqualTo(status);
    }

    @Test
    void describesItsFields() {
        assertThat(client.get(EVENTS + "/fields").bodyText())
                .startsWith("{\"fields\":[{\"name\":\"EVENT_ID\",\"length\":100,\"data_type\":\"Text\","
                        + "\"description\":\"\",\"allow_null\":false,\"content\":\"Free\",")
                .contains("{\"name\":\"EVENT_DT\",\"length\":null,\"data_type\":\"DateTime\"");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "two new fields        | [{\"name\":\"A\",\"data_type\":\"Text\",\"length\":5},{\"name\":\"B\",\"data_type\":\"Json\"}] | 201",
                "no field              | []                                                     | 400",
                "a name that is taken  | [{\"name\":\"mail\",\"data_type\":\"Text\"}]           | 400",
                "one name twice        | [{\"name\":\"A\",\"data_type\":\"Long\"},{\"name\":\"a\",\"data_type\":\"Long\"}] | 400",
                "an unknown type       | [{\"name\":\"A\",\"data_type\":\"String\"}]            | 400",
                "too long a text       | [{\"name\":\"A\",\"data_type\":\"Text\",\"length\":4001}] | 400",
                "a bad name            | [{\"name\":\"A B\",\"data_type\":\"Long\"}]            | 400",
                "not null with records | [{\"name\":\"A\",\"data_type\":\"Long\",\"allow_null\":false}] | 400",
                "computed from nothing | [{\"name\":\"A\",\"data_type\":\"Long\",\"content\":\"ComputedPersisted\"}] | 400"
            })
    void appendsFields(String rule, String fields, int status) {
        assertThat(client.post(USERS + "/fields", "{\"fields\":" + fields + "}").status())
                .as(rule)
                .isEqualTo(status);
    }

    @Test
    void loadsAFieldThatWasAppendedLater() {
        client.post(USERS + "/fields", "{\"fields\":[{\"name\":\"PLAN\",\"data_type\":\"Text\",\"length\":5}]}");
        client.post(
                USERS + "/data/load?keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,PLAN", "[[\"segment-test\",\"gold\"]]");
        assertThat(sandbox.rows("ACME", "USERS_SEGMENT").get(0)).containsEntry("PLAN", "gold");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[\"MAIL\"]                                        | 200",
                "[\"MAIL\",\"CITY\",\"ZIP\"]                       | 200",
                "[]                                                | 400",
                "[\"MAIL\",\"CITY\",\"ZIP\",\"NAME\"]              | 400",
                "[\"NOPE\"]                                        | 400",
                "[\"MAIL\",\"mail\"]                               | 400"
            })
    void takesABusinessKeyOfOneToThreeFields(String fields, int status) {
        assertThat(client.call("PUT", USERS + "/businesskey", "{\"fields\":" + fields + "}")
                        .status())
                .isEqualTo(status);
    }

    @Test
    void refusesABusinessKeyThatRecordsAlreadyBreak() {
        client.post(
                USERS + "/data/load?keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,CITY", "[[\"a\",\"X\"],[\"b\",\"x\"]]");
        assertThat(client.call("PUT", USERS + "/businesskey", "{\"fields\":[\"CITY\"]}")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest(name = "{0} rows by {1}: {2}")
    @CsvSource({"2, CITY, 200", "3, CITY, 400", "3, CUSTOMER_ID, 200", "3, ID, 200"})
    void wantsAUniqueIndexForLargeLoads(int rows, String key, int status) {
        sandbox.change(SandboxSettings.DEFAULT.withIndexGuard(2));
        String body = "[" + "[\"1\"],".repeat(rows - 1) + "[\"1\"]]";
        SandboxReply reply = client.post(USERS + "/data/load?keyFields=" + key + "&fields=" + key, body);
        assertThat(reply.status()).isEqualTo(status);
    }
}
