package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.sandbox.Client.USERS;
import static org.eventgateway.sandbox.Client.VIPS;
import static org.eventgateway.sandbox.Client.object;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.eventgateway.sandbox.http.SandboxReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SegmentTest {
    private static final String BY_MAIL = "?keyFields=MAIL&fields=MAIL";

    private final Sandbox sandbox = Sandbox.create(SandboxConfig.defaults().withClock(new StepClock()));
    private final Client client = Client.of(sandbox);

    @BeforeEach
    void loadContacts() {
        client.post(
                USERS + "/data/load?keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,MAIL",
                "[[\"u-1\",\"ann@example.com\"],[\"u-2\",\"bob@example.com\"],[\"u-3\",\"ANN@example.com \"]]");
    }

    private SandboxReply add(String body) {
        return client.post(VIPS + "/data/load" + BY_MAIL, body);
    }

    private SandboxReply remove(String body) {
        return client.delete(VIPS + "/data" + BY_MAIL, body);
    }

    private List<Map<String, Object>> members() {
        return sandbox.members("ACME", "USERS_SEGMENT", "VIP_STATIC");
    }

    private static void assertCounters(SandboxReply reply, String name, int number) {
        JsonObject json = object(reply);
        assertThat(json.getString("result_code")).isEqualTo("Succeeded");
        assertThat(json.getInt("number_of_" + name)).isEqualTo(number);
    }

    @Test
    void addsAContact() {
        assertCounters(add("[[\"bob@example.com\"]]"), "inserted_records", 1);
        assertThat(members()).extracting(row -> row.get("CUSTOMER_ID")).containsExactly("u-2");
    }

    @Test
    void addsAllContactsThatMatch() {
        add("[[\"ann@example.com\"]]");
        assertThat(members()).extracting(row -> row.get("CUSTOMER_ID")).containsExactly("u-1", "u-3");
    }

    @Test
    void makesNoContactOfAnUnmatchedKey() {
        assertCounters(add("[[\"new@example.com\"]]"), "records_not_found", 1);
        assertThat(sandbox.rows("ACME", "USERS_SEGMENT")).hasSize(4);
    }

    @Test
    void countsAMemberAddedTwiceAsDuplicate() {
        add("[[\"bob@example.com\"]]");
        assertCounters(add("[[\"bob@example.com\"]]"), "duplicate_records", 1);
    }

    @Test
    void removesTheReferenceAndKeepsTheContact() {
        add("[[\"bob@example.com\"]]");
        assertCounters(remove("[[\"bob@example.com\"]]"), "deleted_records", 1);
        assertThat(members()).isEmpty();
        assertThat(sandbox.rows("ACME", "USERS_SEGMENT")).hasSize(4);
    }

    @Test
    void countsSomeoneWhoIsNoMemberAsNotFound() {
        assertCounters(remove("[[\"bob@example.com\"]]"), "records_not_found", 1);
    }

    @Test
    void hasNoCountersOfInsertedRecordsInARemoval() {
        assertThat(object(remove("[[\"bob@example.com\"]]")).keySet())
                .doesNotContain("number_of_inserted_records", "number_of_updated_records");
    }

    @Test
    void isEmptiedByClear() {
        add("[[\"bob@example.com\"]]");
        assertThat(client.delete(VIPS + "/data/clear", "").status()).isEqualTo(200);
        assertThat(members()).isEmpty();
    }

    @Test
    void losesAContactThatIsDeleted() {
        add("[[\"bob@example.com\"]]");
        client.delete(USERS + "/data" + BY_MAIL, "[[\"bob@example.com\"]]");
        assertThat(members()).isEmpty();
    }

    @Test
    void refusesToLoadADynamicSegment() {
        SandboxReply reply =
                client.post(USERS + "/segments/ACTIVE_DYNAMIC/data/load" + BY_MAIL, "[[\"bob@example.com\"]]");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(object(reply).getString("result_code")).isEqualTo("ValidationFailed");
    }

    @Test
    void refusesAnUnknownMatchKey() {
        assertThat(client.post(VIPS + "/data/load?keyFields=NOPE&fields=NOPE", "[[\"x\"]]")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void isSearchedAmongItsMembersOnly() {
        add("[[\"bob@example.com\"]]");
        assertThat(client.post(VIPS + "/data/search", "{\"fields\":[\"MASTER.CUSTOMER_ID\"]}")
                        .bodyText())
                .contains("\"data\":[[\"u-2\"]]");
    }

    @Test
    void isListedUnderAnotherNameForItsTypeThanInItsDetails() {
        assertThat(client.get(USERS + "/segments?filter=Static&take=1").bodyText())
                .isEqualTo("{\"segments\":[{\"segment_type\":\"Static\",\"api_name\":\"SegmentToSMCStatic\"}],"
                        + "\"segment_count\":2}");
        assertThat(client.get(VIPS).bodyText()).startsWith("{\"type\":\"Static\",\"api_name\":\"VIP_STATIC\"");
    }

    @Test
    void isMadeOnceAndDeleted() {
        String body = "{\"api_name\":\"FRESH\",\"name\":\"Fresh\",\"surprise\":1}";
        assertThat(client.post(USERS + "/segments/static", body).status()).isEqualTo(200);
        assertThat(client.post(USERS + "/segments/static", body).status()).isEqualTo(400);
        assertThat(client.delete(USERS + "/segments/FRESH", "").status()).isEqualTo(200);
        assertThat(client.get(USERS + "/segments/FRESH").status()).isEqualTo(404);
    }
}
