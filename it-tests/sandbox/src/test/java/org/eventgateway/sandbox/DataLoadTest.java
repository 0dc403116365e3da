package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.sandbox.Client.USERS;
import static org.eventgateway.sandbox.Client.object;

import jakarta.json.JsonObject;
import org.eventgateway.sandbox.http.SandboxReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataLoadTest {
    private final Sandbox sandbox = Sandbox.create(SandboxConfig.defaults().withClock(new StepClock()));
    private final Client client = Client.of(sandbox);

    private SandboxReply load(String query, String body) {
        return client.post(USERS + "/data/load?" + query, body);
    }

    private SandboxReply byCustomerId(String body) {
        return load("keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,FIRSTNAME,VIP", body);
    }

    private static String counters(SandboxReply reply) {
        JsonObject json = object(reply);
        return json.getString("result_code")
                + " inserted " + json.getInt("number_of_inserted_records")
                + " updated " + json.getInt("number_of_updated_records")
                + " duplicate " + json.getInt("number_of_duplicate_records")
                + " not found " + json.getInt("number_of_records_not_found")
                + " failed " + json.getInt("number_of_failed_records");
    }

    @Test
    void insertsWhatIsNewAndUpdatesWhatIsThere() {
        byCustomerId("[[\"u-1\",\"Ann\",true]]");
        assertThat(counters(byCustomerId("[[\"u-1\",\"Anna\",false],[\"u-2\",\"Bob\",null]]")))
                .isEqualTo("Succeeded inserted 1 updated 1 duplicate 0 not found 0 failed 0");
    }

    @Test
    void answersWithExactlyTheVendorsProperties() {
        assertThat(byCustomerId("[[\"u-1\",\"Ann\",true]]").bodyText())
                .isEqualTo("{\"errors\":null,\"result_code\":\"Succeeded\",\"number_of_inserted_records\":1,"
                        + "\"number_of_updated_records\":0,\"number_of_deleted_records\":0,"
                        + "\"number_of_duplicate_records\":0,\"number_of_records_not_found\":0,"
                        + "\"number_of_failed_records\":0,\"invalid_records\":null}");
    }

    @Test
    void leavesColumnsAloneThatAreNotNamed() {
        byCustomerId("[[\"u-1\",\"Ann\",true]]");
        load("keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,CITY", "[[\"u-1\",\"Ghent\"]]");
        assertThat(sandbox.rows("ACME", "USERS_SEGMENT").get(1))
                .containsEntry("FIRSTNAME", "Ann")
                .containsEntry("CITY", "Ghent");
    }

    @Test
    void clearsAColumnByNull() {
        byCustomerId("[[\"u-1\",\"Ann\",true]]");
        byCustomerId("[[\"u-1\",null,true]]");
        assertThat(sandbox.rows("ACME", "USERS_SEGMENT").get(1)).doesNotContainKey("FIRSTNAME");
    }

    @Test
    void givesEachContactANumericId() {
        byCustomerId("[[\"u-1\",\"Ann\",true],[\"u-2\",\"Bob\",true]]");
        assertThat(sandbox.rows("ACME", "USERS_SEGMENT"))
                .extracting(row -> row.get("ID"))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void matchesKeysWithoutCaseAndTrailingBlanks() {
        byCustomerId("[[\"U-1\",\"Ann\",true]]");
        assertThat(counters(byCustomerId("[[\"u-1  \",\"Anna\",true]]")))
                .isEqualTo("Succeeded inserted 0 updated 1 duplicate 0 not found 0 failed 0");
    }

    @Test
    void takesTheFirstRowAsHeaderOnlyWithoutFields() {
        SandboxReply reply = load("keyFields=CUSTOMER_ID", "[[\"CUSTOMER_ID\",\"CITY\"],[\"u-1\",\"Ghent\"]]");
        assertThat(counters(reply)).isEqualTo("Succeeded inserted 1 updated 0 duplicate 0 not found 0 failed 0");
    }

    @Test
    void importsAHeaderRowAsDataWhenFieldsAreGiven() {
        load("keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,CITY", "[[\"CUSTOMER_ID\",\"CITY\"],[\"u-1\",\"Ghent\"]]");
        assertThat(sandbox.rows("ACME", "USERS_SEGMENT"))
                .extracting(row -> row.get("CUSTOMER_ID"))
                .contains("CUSTOMER_ID");
    }

    @ParameterizedTest(name = "{0} keeps {1}")
    @CsvSource({"ImportLastMatch, Second", "ImportFirstMatch, First"})
    void keepsOneOfSeveralRowsWithOneKey(String option, String kept) {
        SandboxReply reply = load(
                "keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,FIRSTNAME&deduplication=" + option,
                "[[\"u-1\",\"First\"],[\"U-1\",\"Second\"]]");
        assertThat(counters(reply)).isEqualTo("Succeeded inserted 1 updated 0 duplicate 1 not found 0 failed 0");
        assertThat(sandbox.rows("ACME", "USERS_SEGMENT").get(1)).containsEntry("FIRSTNAME", kept);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "OnlyInsert, Succeeded inserted 1 updated 0 duplicate 1 not found 0 failed 0",
        "OnlyUpdate, Succeeded inserted 0 updated 1 duplicate 0 not found 1 failed 0",
        "InsertAndUpdate, Succeeded inserted 1 updated 1 duplicate 0 not found 0 failed 0"
    })
    void doesOnlyWhatTheImportOptionAllows(String option, String expected) {
        byCustomerId("[[\"u-1\",\"Ann\",true]]");
        SandboxReply reply =
                load("keyFields=CUSTOMER_ID&fields=CUSTOMER_ID&data_import_option=" + option, "[[\"u-1\"],[\"u-2\"]]");
        assertThat(counters(reply)).isEqualTo(expected);
    }

    @Test
    void saysPartiallySucceededWhenSomeRecordsFail() {
        SandboxReply reply = byCustomerId("[[\"u-1\",\"Ann\",true],[\"u-2\",\"Bob\",\"perhaps\"],[\"u-3\"]]");
        assertThat(counters(reply))
                .isEqualTo("PartiallySucceeded inserted 1 updated 0 duplicate 0 not found 0 failed 2");
    }

    @Test
    void saysFailedWhenAllRecordsFail() {
        assertThat(counters(byCustomerId("[[\"u-1\"]]")))
                .isEqualTo("Failed inserted 0 updated 0 duplicate 0 not found 0 failed 1");
    }

    @Test
    void namesEachInvalidRecord() {
        SandboxReply reply =
                byCustomerId("[[\"u-1\",\"Ann\",true],[\"u-2\",\"" + "x".repeat(61) + "\",true],[\"u-3\"]]");
        assertThat(object(reply).getJsonArray("invalid_records").toString())
                .isEqualTo("[{\"record_index\":1,\"field_name\":\"FIRSTNAME\","
                        + "\"message\":\"value of 61 characters does not fit a field of 40\","
                        + "\"validation_code\":\"MaxStringLengthExceeded\"},"
                        + "{\"record_index\":2,\"field_name\":null,\"message\":\"1 cells where 3 were expected\","
                        + "\"validation_code\":\"InvalidFieldCount\"}]");
    }

    @Test
    void failsARecordWhoseKeyIsNull() {
        assertThat(counters(byCustomerId("[[null,\"Ann\",true]]")))
                .isEqualTo("Failed inserted 0 updated 0 duplicate 0 not found 0 failed 1");
    }

    @Test
    void failsARecordThatWouldRepeatAUniqueBusinessKey() {
        byCustomerId("[[\"u-1\",\"Ann\",true]]");
        SandboxReply reply = load("keyFields=MAIL&fields=MAIL,CUSTOMER_ID", "[[\"new@example.com\",\"u-1\"]]");
        assertThat(counters(reply)).isEqualTo("Failed inserted 0 updated 0 duplicate 0 not found 0 failed 1");
    }

    @Test
    void insertsNothingByTheSystemsOwnKey() {
        SandboxReply reply = load("keyFields=ID&fields=ID,CITY", "[[1,\"Ghent\"],[99,\"Paris\"]]");
        assertThat(counters(reply)).isEqualTo("Succeeded inserted 0 updated 1 duplicate 0 not found 1 failed 0");
    }

    @Test
    void failsAnInsertWithoutAFieldThatMustHaveAValue() {
        SandboxReply reply = client.post(
                Client.EVENTS + "/data/load?keyFields=USER_ID&fields=USER_ID,EVENT_TYPE", "[[\"u-1\",\"track\"]]");
        assertThat(counters(reply)).isEqualTo("Failed inserted 0 updated 0 duplicate 0 not found 0 failed 1");
    }

    @Test
    void makesASegmentOfTheLoadedRecords() {
        load(
                "keyFields=CUSTOMER_ID&fields=CUSTOMER_ID&create_segment_name=New&create_segment_api_name=NEW_ONES",
                "[[\"u-1\"],[\"u-2\"]]");
        assertThat(sandbox.members("ACME", "USERS_SEGMENT", "NEW_ONES"))
                .extracting(row -> row.get("CUSTOMER_ID"))
                .containsExactly("u-1", "u-2");
    }

    @Test
    void succeedsWithNoRows() {
        assertThat(counters(byCustomerId("[]")))
                .isEqualTo("Succeeded inserted 0 updated 0 duplicate 0 not found 0 failed 0");
    }

    @Test
    void failsARecordWithANumberOfAbsurdLength() {
        SandboxReply reply =
                load("keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,POINTS", "[[\"u-1\"," + "9".repeat(500) + "]]");
        assertThat(counters(reply)).isEqualTo("Failed inserted 0 updated 0 duplicate 0 not found 0 failed 1");
    }

    @Test
    void refusesANestingOfAbsurdDepth() {
        SandboxReply reply =
                load("keyFields=CUSTOMER_ID&fields=CUSTOMER_ID", "[[" + "[".repeat(5000) + "]".repeat(5000) + "]]");
        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void keepsNoMoreRowsThanItIsToldTo() {
        sandbox.change(SandboxSettings.DEFAULT.withKeepRows(2));
        byCustomerId("[[\"u-1\",\"Ann\",true],[\"u-2\",\"Bob\",true],[\"u-3\",\"Cis\",true]]");
        assertThat(sandbox.rows("ACME", "USERS_SEGMENT"))
                .extracting(row -> row.get("CUSTOMER_ID"))
                .containsExactly("u-2", "u-3");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "keyFields is missing            | fields=CUSTOMER_ID                               | [[\"u\"]]",
                "keyFields is written otherwise  | keyfields=CUSTOMER_ID&fields=CUSTOMER_ID         | [[\"u\"]]",
                "unknown key field               | keyFields=NOPE&fields=NOPE                       | [[\"u\"]]",
                "unknown field                   | keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,NOPE    | [[\"u\",1]]",
                "key field not loaded            | keyFields=CUSTOMER_ID&fields=MAIL                | [[\"u\"]]",
                "computed field                  | keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,MAIL_DOMAIN | [[\"u\",\"d\"]]",
                "system field that is no key     | keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,ID      | [[\"u\",1]]",
                "field named twice               | keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,customer_id | [[\"u\",\"u\"]]",
                "fields repeated in the query    | keyFields=CUSTOMER_ID&fields=CUSTOMER_ID&fields=MAIL | [[\"u\",\"m\"]]",
                "unknown mode                    | keyFields=CUSTOMER_ID&fields=CUSTOMER_ID&mode=Async | [[\"u\"]]",
                "errorHandling has no known value | keyFields=CUSTOMER_ID&fields=CUSTOMER_ID&errorHandling=continue | [[\"u\"]]",
                "unknown import option           | keyFields=CUSTOMER_ID&fields=CUSTOMER_ID&data_import_option=Upsert | [[\"u\"]]",
                "object instead of an array      | keyFields=CUSTOMER_ID&fields=CUSTOMER_ID         | {\"data\":[[\"u\"]]}",
                "flat array                      | keyFields=CUSTOMER_ID&fields=CUSTOMER_ID         | [\"u\"]",
                "text behind the array           | keyFields=CUSTOMER_ID&fields=CUSTOMER_ID         | [[\"u\"]] []",
                "broken JSON                     | keyFields=CUSTOMER_ID&fields=CUSTOMER_ID         | [[\"u\"",
                "no header row                   | keyFields=CUSTOMER_ID                            | []",
                "malformed percent-encoding      | keyFields=CUSTOMER_ID%2                          | [[\"u\"]]"
            })
    void refusesABadRequestAsAWhole(String rule, String query, String body) {
        SandboxReply reply = load(query, body);
        assertThat(reply.status()).as(rule).isEqualTo(400);
        assertThat(object(reply).getJsonArray("errors").getJsonObject(0).getString("error_code"))
                .isEqualTo("ERR_VALIDATION");
        assertThat(sandbox.rows("ACME", "USERS_SEGMENT")).hasSize(1);
    }
}
