package org.eventgateway.smc.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.sandbox.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesAndMembersTest {
    private static final String[] USERS = {
        "user-list", "USERS_SEGMENT", "business-key", "CUSTOMER_ID", "profile-columns", "MAIL=@body.email"
    };
    private static final String SEGMENT_LOAD = "/segments/VIP_STATIC/data/load";
    private static final String ADD = "{\"matchkey\":\"MAIL\",\"userlist\":\"USERS_SEGMENT\"}";
    private static final String REMOVE = "{\"matchkey\":\"MAIL\",\"userlist\":\"USERS_SEGMENT\",\"method\":\"remove\"}";

    /** SMC takes ids for the same that differ only in case. */
    @Test
    void callsOfOneContactKeepTheirOrderHoweverHeIsSpelled() {
        try (Rig rig = Rig.started("user-list", "USERS_SEGMENT", "business-key", "CUSTOMER_ID")) {
            String join = "{\"userlist\":\"USERS_SEGMENT\",\"matchkey\":\"CUSTOMER_ID\"}";
            String leave = "{\"userlist\":\"USERS_SEGMENT\",\"matchkey\":\"CUSTOMER_ID\",\"method\":\"REMOVE\"}";
            assertThat(rig.outcomes(
                            Rig.identify("m-1", "Zoe@x", "{\"FIRSTNAME\":\"A\"}"),
                            Rig.identify("m-2", "zoe@x", "{\"FIRSTNAME\":\"B\"}"),
                            Rig.identify("m-3", "Zoe@x", "{\"FIRSTNAME\":\"C\"}"),
                            Rig.group("m-4", "Zoe@x", "VIP_STATIC", join),
                            Rig.group("m-5", "zoe@x", "VIP_STATIC", leave),
                            Rig.group("m-6", "Zoe@x", "VIP_STATIC", join)))
                    .containsOnly("D");

            assertThat(rig.rows("USERS_SEGMENT"))
                    .filteredOn(row -> "zoe@x".equalsIgnoreCase(String.valueOf(row.get("CUSTOMER_ID"))))
                    .extracting(row -> row.get("FIRSTNAME"))
                    .containsExactly("C");
            assertThat(rig.sandbox().members("ACME", "USERS_SEGMENT", "VIP_STATIC"))
                    .extracting(row -> row.get("FIRSTNAME"))
                    .contains("C");
        }
    }

    @Test
    void writesTraitsToTheFieldsOfTheirNames() {
        try (Rig rig = Rig.started(USERS)) {
            assertThat(rig.outcomes(Rig.identify(
                            "m-1",
                            "u-7",
                            "{\"email\":\"ann@x.be\",\"FirstName\":\"Ann\",\"vip\":true,\"optout\":1,\"ID\":4,"
                                    + "\"mail_domain\":\"no\",\"unknown\":\"x\",\"preferences\":{\"a\":1}}")))
                    .containsExactly("D");

            assertThat(contact(rig, "u-7"))
                    .contains(
                            entry("MAIL", "ann@x.be"),
                            entry("FIRSTNAME", "Ann"),
                            entry("VIP", true),
                            entry("PREFERENCES", "{\"a\":1}"))
                    .doesNotContainKey("OPTOUT");
            assertThat(rig.rows("segment_events")).hasSize(1);
        }
    }

    @Test
    void clearsWithNullAndKeepsWhatIsAbsent() {
        try (Rig rig = Rig.started(USERS)) {
            rig.deliver(Rig.identify("m-1", "u-7", "{\"firstname\":\"Ann\",\"city\":\"Ghent\"}"));
            rig.deliver(Rig.identify("m-2", "u-7", "{\"city\":null}"));

            assertThat(contact(rig, "u-7")).contains(entry("FIRSTNAME", "Ann")).doesNotContainKey("CITY");
        }
    }

    @Test
    void rejectsOnlyTheCallWhoseProfileIsRefusedOfThoseFoldedIntoOneRow() {
        try (Rig rig = Rig.started(USERS)) {
            rig.sandbox()
                    .faults()
                    .add(Fault.status(400, "USERS_SEGMENT/data/load").times(3));

            assertThat(rig.outcomes(
                            Rig.identify("m-1", "u-7", "{\"city\":\"Ghent\"}"),
                            Rig.identify("m-2", "u-7", "{\"city\":\"Bruges\"}")))
                    .containsExactly("refused_by_smc[row]", "D");
            assertThat(contact(rig, "u-7")).contains(entry("CITY", "Bruges"));
        }
    }

    @Test
    void aMemberThatIsRefusedForAMomentIsTakenAtTheSecondAttempt() {
        try (Rig rig = Rig.started(USERS)) {
            rig.deliver(Rig.identify("m-1", "u-7", "{\"city\":\"Ghent\"}"));
            rig.sandbox().faults().add(Fault.status(400, SEGMENT_LOAD));
            String add = "{\"matchkey\":\"CUSTOMER_ID\",\"userlist\":\"USERS_SEGMENT\"}";

            assertThat(rig.outcomes(Rig.group("m-2", "u-7", "VIP_STATIC", add))).containsExactly("D");
        }
    }

    @Test
    void aProfileDoesNotOvertakeAnEarlierMembershipOfItsUser() {
        try (Rig rig = Rig.started(USERS)) {
            String add = "{\"matchkey\":\"CUSTOMER_ID\",\"userlist\":\"USERS_SEGMENT\"}";

            assertThat(rig.outcomes(
                            Rig.group("m-1", "u-7", "VIP_STATIC", add),
                            Rig.identify("m-2", "u-7", "{\"city\":\"Ghent\"}"),
                            Rig.group("m-3", "u-7", "VIP_STATIC", add)))
                    .containsExactly("no_contact[row]", "D", "D");
        }
    }

    @Test
    void foldsTheCallsOfOneUserIntoOneRow() {
        try (Rig rig = Rig.started(USERS)) {
            rig.deliver(
                    Rig.identify("m-1", "u-7", "{\"firstname\":\"Ann\",\"city\":\"Ghent\"}"),
                    Rig.identify("m-2", "u-8", "{\"firstname\":\"Bob\",\"city\":\"Bruges\"}"),
                    Rig.identify("m-3", "u-7", "{\"firstname\":\"Anna\"}"));

            assertThat(rig.calls("USERS_SEGMENT/data/load")).hasSize(1);
            assertThat(contact(rig, "u-7")).contains(entry("FIRSTNAME", "Anna"), entry("CITY", "Ghent"));
        }
    }

    @Test
    void groupsRowsByTheirColumns() {
        try (Rig rig = Rig.started(USERS)) {
            rig.deliver(
                    Rig.identify("m-1", "u-1", "{\"firstname\":\"A\"}"),
                    Rig.identify("m-2", "u-2", "{\"city\":\"B\"}"),
                    Rig.identify("m-3", "u-3", "{\"firstname\":\"C\"}"));

            assertThat(rig.calls("USERS_SEGMENT/data/load")).hasSize(2);
        }
    }

    @Test
    void writesNoProfileForAVisitorAndNoneWithoutAUserList() {
        try (Rig rig = Rig.started(USERS)) {
            Event visitor = Event.builder(EventType.IDENTIFY, "m-1", Rig.TIME)
                    .anonymousId("a-1")
                    .build();
            assertThat(rig.outcomes(visitor)).containsExactly("D");
            assertThat(rig.rows("USERS_SEGMENT")).hasSize(1);
        }
        try (Rig rig = Rig.started()) {
            assertThat(rig.outcomes(Rig.identify("m-1", "u-7", "{\"city\":1}"))).containsExactly("D");
            assertThat(rig.calls("USERS_SEGMENT/data/load")).isEmpty();
        }
    }

    @Test
    void sendsNothingOfAnEventOfWhichOneEffectDoesNotFit() {
        try (Rig rig = Rig.started(USERS)) {
            assertThat(rig.outcomes(Rig.identify("m-1", "u-7", "{\"birthday\":\"March\"}")))
                    .containsExactly("value_not_convertible[]");
            assertThat(rig.rows("segment_events")).isEmpty();
        }
    }

    @Test
    void addsAndRemovesMembersInOrder() {
        try (Rig rig = Rig.started(USERS)) {
            assertThat(rig.outcomes(
                            Rig.identify("m-1", "u-7", "{\"email\":\"ann@x.be\"}"),
                            Rig.identify("m-2", "u-8", "{\"email\":\"bob@x.be\"}"),
                            Rig.group("m-3", "ann@x.be", "VIP_STATIC", ADD),
                            Rig.group("m-4", "bob@x.be", "VIP_STATIC", ADD),
                            Rig.group("m-5", "ann@x.be", "VIP_STATIC", REMOVE),
                            Rig.group("m-6", "segmenttest@selligent.com", "VIP_STATIC", ADD)))
                    .containsOnly("D");

            assertThat(members(rig)).containsExactlyInAnyOrder("bob@x.be", "segmenttest@selligent.com");
            assertThat(rig.calls(SEGMENT_LOAD)).hasSize(1);
            assertThat(rig.calls("/segments/VIP_STATIC/data")).hasSize(1);
        }
    }

    @Test
    void addsAgainAfterARemovalOfTheSamePerson() {
        try (Rig rig = Rig.started()) {
            rig.deliver(
                    Rig.group("m-1", "segmenttest@selligent.com", "VIP_STATIC", ADD),
                    Rig.group("m-2", "segmenttest@selligent.com", "VIP_STATIC", REMOVE),
                    Rig.group("m-3", "segmenttest@selligent.com", "VIP_STATIC", ADD));

            assertThat(members(rig)).containsExactly("segmenttest@selligent.com");
        }
    }

    @Test
    void findsOutWhoIsNoContact() {
        try (Rig rig = Rig.started()) {
            assertThat(rig.outcomes(
                            Rig.group("m-1", "nobody@x.be", "VIP_STATIC", ADD),
                            Rig.group("m-2", "segmenttest@selligent.com", "VIP_STATIC", ADD),
                            Rig.group("m-3", "gone@x.be", "VIP_STATIC", REMOVE)))
                    .containsExactly("no_contact[row]", "D", "D");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VIP_STATIC|{}|userlist_wrong",
                "VIP_STATIC|{\"userlist\":\"USERS_SEGMENT\"}|matchkey_wrong",
                "VIP_STATIC|{\"userlist\":\"A/../B\",\"matchkey\":\"MAIL\"}|userlist_wrong",
                "../../x|{\"userlist\":\"USERS_SEGMENT\",\"matchkey\":\"MAIL\"}|group_id_wrong",
                "VIP_STATIC|{\"userlist\":\"USERS_SEGMENT\",\"matchkey\":\"MAIL\",\"method\":\"SWAP\"}|method_wrong",
                "VIP_STATIC|{\"userlist\":\"OTHER\",\"matchkey\":\"MAIL\"}|userlist_not_allowed",
                "VIP_STATIC|{\"userlist\":\"USERS_SEGMENT\",\"matchkey\":\"NAME\"}|matchkey_not_allowed",
            })
    void rejectsAGroupCallThatIsWrongBeforeAnythingIsSent(String segment, String traits, String code) {
        try (Rig rig = Rig.started("group-user-lists", "users_segment", "group-match-keys", "MAIL,CUSTOMER_ID")) {
            assertThat(rig.outcomes(Rig.group("m-1", "a@x.be", segment, traits)))
                    .containsExactly(code + "[]");
            assertThat(rig.rows("segment_events")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NO_SUCH,USERS_SEGMENT,MAIL,segment_unknown[row]",
        "VIP_STATIC,NO_SUCH,MAIL,userlist_unknown[row]",
        "VIP_STATIC,USERS_SEGMENT,NO_SUCH,matchkey_unknown[row]",
        "ACTIVE_DYNAMIC,USERS_SEGMENT,MAIL,segment_not_static[row]",
    })
    void rejectsOnlyTheEventsThatNameWhatSmcDoesNotKnow(String segment, String list, String key, String outcome) {
        String traits = "{\"matchkey\":\"" + key + "\",\"userlist\":\"" + list + "\"}";
        try (Rig rig = Rig.started()) {
            assertThat(rig.outcomes(
                            Rig.group("m-1", "segmenttest@selligent.com", segment, traits),
                            Rig.group("m-2", "segmenttest@selligent.com", "VIP_STATIC", ADD),
                            Rig.group("m-3", "a@x.be", segment, traits)))
                    .containsExactly(outcome, "D", outcome);
        }
    }

    @Test
    void sendsOnlyTheEffectsThatAreStillOpen() {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.status(503, SEGMENT_LOAD));
            Event event = Rig.group("m-1", "segmenttest@selligent.com", "VIP_STATIC", ADD);
            assertThat(rig.outcomes(event)).containsExactly("L[row]");
            DeliveryResult second =
                    rig.destination().deliver(new Batch(List.of(new Batch.Item(1, event, Set.of("row")))));

            assertThat(Rig.outcomes(second)).containsExactly("D");
            assertThat(rig.calls("segment_events/data/load")).hasSize(1);
            assertThat(members(rig)).hasSize(1);
        }
    }

    @Test
    void sendsOnlyTheRowWhenToldSo() {
        try (Rig rig = Rig.started("group-to", "row")) {
            assertThat(rig.outcomes(Rig.group("m-1", "a@x.be", "anything goes", "{}")))
                    .containsExactly("D");
        }
    }

    private static Map<String, Object> contact(Rig rig, String id) {
        return rig.rows("USERS_SEGMENT").stream()
                .filter(row -> id.equals(row.get("CUSTOMER_ID")))
                .findFirst()
                .orElseThrow();
    }

    private static List<Object> members(Rig rig) {
        return rig.sandbox().members("ACME", "USERS_SEGMENT", "VIP_STATIC").stream()
                .map(row -> row.get("MAIL"))
                .toList();
    }
}
