package org.eventgateway.smc.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.sandbox.fault.Fault;
import org.junit.jupiter.api.Test;

class ClosedListsTest {
    private static final String TRAITS = "{\"FIRSTNAME\":\"Ann\"}";
    private static final String ROWS = "segment_events/data/load";
    private static final String CONTACTS = "USERS_SEGMENT/data/load";
    private static final String JOIN = "{\"userlist\":\"USERS_SEGMENT\",\"matchkey\":\"CUSTOMER_ID\"}";

    @Test
    void rowsGoOnWhileTheRightToTheUserListIsMissing() {
        try (Rig rig = withUsers()) {
            rig.sandbox().faults().add(Fault.status(401, CONTACTS).withBody("\"Unauthorized\""));

            assertThat(rig.outcomes(Rig.identify("m-1", "u-1", TRAITS), Rig.track("m-2", "{}")))
                    .containsExactly("W right_missing[row]", "D");
        }
    }

    @Test
    void profilesGoOnWhileTheRightToTheEventsListIsMissing() {
        try (Rig rig = withUsers()) {
            rig.sandbox().faults().add(Fault.status(401, ROWS).withBody("\"Unauthorized\""));

            assertThat(rig.outcomes(Rig.identify("m-1", "u-1", TRAITS), Rig.track("m-2", "{}")))
                    .containsExactly("W right_missing[profile]", "W right_missing[]");
        }
    }

    @Test
    void aRefusalIsRememberedWhileTheRowWaits() {
        try (Rig rig = withUsers()) {
            rig.sandbox().faults().add(Fault.status(401, ROWS).withBody("\"Unauthorized\""));
            DeliveryResult first = rig.deliver(Rig.group("m-1", "u-1", "VIP_STATIC", JOIN));
            Outcome.Waiting waiting = (Outcome.Waiting) Objects.requireNonNull(
                    ((DeliveryResult.Settled) first).outcomes().get(1L));
            // Meanwhile a later event makes the contact, so that a second attempt would succeed.
            rig.deliver(Rig.identify("m-2", "u-1", TRAITS));
            assertThat(rig.destination().start().missing()).isEmpty();

            Batch again = new Batch(
                    List.of(new Batch.Item(1, Rig.group("m-1", "u-1", "VIP_STATIC", JOIN), waiting.doneEffects())));
            assertThat(Rig.outcomes(rig.destination().deliver(again))).containsExactly("no_contact[row]");
        }
    }

    @Test
    void aPauseBehindAClosedListEndsTheShipmentSoThatAStartLetsNothingOvertake() {
        try (Rig rig = Rig.open("user-list", "NO_LIST", "business-key", "CUSTOMER_ID")) {
            assertThat(rig.destination().start().missing()).isEmpty();
            rig.sandbox()
                    .faults()
                    .add(Fault.status(401, "/organizations/")
                            .withBody("\"Unauthorized\"")
                            .times(4));

            assertThat(rig.outcomes(Rig.identify("m-1", "u-1", TRAITS), Rig.track("m-2", "{}")))
                    .containsExactly("L", "L");
        }
    }

    @Test
    void nothingOvertakesOnAClosedListBeforeTheNextStart() {
        try (Rig rig = withUsers()) {
            rig.sandbox().faults().add(Fault.status(401, CONTACTS).withBody("\"Unauthorized\""));
            rig.deliver(Rig.identify("m-1", "u-1", TRAITS));

            assertThat(rig.outcomes(Rig.identify("m-2", "u-1", TRAITS), Rig.group("m-3", "u-1", "VIP_STATIC", JOIN)))
                    .containsExactly("W right_missing[row]", "W right_missing[row]");

            assertThat(rig.destination().start().missing()).isEmpty();
            assertThat(rig.outcomes(Rig.identify("m-4", "u-1", TRAITS))).containsExactly("D");
        }
    }

    @Test
    void startsWithoutAUserListThatSmcDoesNotKnowAndRowsGoOn() {
        try (Rig rig = Rig.open("user-list", "NO_LIST", "business-key", "CUSTOMER_ID")) {
            assertThat(rig.destination().start().missing()).isEmpty();

            assertThat(rig.outcomes(Rig.identify("m-1", "u-1", TRAITS), Rig.track("m-2", "{}")))
                    .containsExactly("W list_unknown[row]", "D");
        }
    }

    @Test
    void startsWithoutAnEventsListThatSmcDoesNotKnowAndProfilesGoOn() {
        try (Rig rig =
                Rig.open("events-list", "nothing_here", "user-list", "USERS_SEGMENT", "business-key", "CUSTOMER_ID")) {
            assertThat(rig.destination().start().missing()).isEmpty();

            assertThat(rig.outcomes(
                            Rig.identify("m-1", "u-1", TRAITS),
                            Rig.track("m-2", "{}"),
                            Rig.group("m-3", "u-1", "VIP_STATIC", JOIN)))
                    .containsExactly("W list_unknown[profile]", "W list_unknown[]", "W list_unknown[member]");
            assertThat(rig.destination().start().missing()).isEmpty();
            assertThat(rig.outcomes(Rig.track("m-4", "{}"))).containsExactly("W list_unknown[]");
        }
    }

    @Test
    void rowsWaitForTheRightToReadTheFieldsOfTheirListAndGoOutOnceItIsThere() {
        try (Rig rig = Rig.open("user-list", "USERS_SEGMENT", "business-key", "CUSTOMER_ID")) {
            rig.sandbox()
                    .faults()
                    .add(Fault.status(401, "segment_events/fields").withBody("\"Unauthorized\""));
            assertThat(rig.destination().start().missing()).isEmpty();
            Batch batch = Rig.batch(Rig.identify("m-1", "u-1", TRAITS));
            Outcome.Waiting waiting = (Outcome.Waiting) Objects.requireNonNull(
                    ((DeliveryResult.Settled) rig.destination().deliver(batch))
                            .outcomes()
                            .get(1L));
            assertThat(waiting.scopes()).containsExactly(ClosedLists.list("segment_events"));

            assertThat(rig.destination().start().missing()).isEmpty();
            Batch again =
                    new Batch(List.of(new Batch.Item(1, Rig.identify("m-1", "u-1", TRAITS), waiting.doneEffects())));
            assertThat(Rig.outcomes(rig.destination().deliver(again))).containsExactly("D");
            assertThat(rig.rows("segment_events")).hasSize(1);
            assertThat(rig.calls(CONTACTS)).hasSize(1);
        }
    }

    @Test
    void doesNotStartIfNeitherListIsThereOrTheKeyIsRefused() {
        try (Rig rig = Rig.open("events-list", "nothing_here", "user-list", "NO_LIST", "business-key", "CUSTOMER_ID")) {
            assertThat(rig.destination().start().missing().orElseThrow().code()).isEqualTo("list_unknown");
        }
        try (Rig rig = Rig.open("user-list", "USERS_SEGMENT", "business-key", "CUSTOMER_ID")) {
            rig.sandbox().faults().add(Fault.status(401, "/organizations/").times(100));
            assertThat(rig.destination().start().missing().orElseThrow().code()).isEqualTo("key_refused");
        }
        try (Rig rig = Rig.open("user-list", "USERS_SEGMENT", "business-key", "CUSTOMER_ID")) {
            rig.sandbox().faults().add(Fault.status(404, "segment_events/fields"));
            rig.sandbox().faults().add(Fault.status(500, "USERS_SEGMENT/fields"));
            assertThat(rig.destination().start().missing().orElseThrow().category())
                    .as("whether anything goes on is not known")
                    .isEqualTo(Category.REMOTE);
        }
    }

    @Test
    void rowsGoOnWhileTheRightToTheSegmentsOfTheirListIsMissing() {
        try (Rig rig = withUsers()) {
            rig.sandbox()
                    .faults()
                    .add(Fault.status(401, "segments/.*/data/load").withBody("\"Unauthorized\""));
            String events = "{\"userlist\":\"segment_events\",\"matchkey\":\"EVENT_ID\"}";

            assertThat(rig.outcomes(Rig.group("m-1", "u-1", "ANY", events), Rig.track("m-2", "{}")))
                    .containsExactly("W right_missing[row]", "D");
            assertThat(rig.outcomes(Rig.track("m-3", "{}"), Rig.group("m-4", "u-1", "ANY", events)))
                    .containsExactly("D", "W right_missing[row]");
        }
    }

    @Test
    void profilesDoNotOvertakeAMembershipThatWaitsForTheRightToSegments() {
        try (Rig rig = withUsers()) {
            rig.sandbox()
                    .faults()
                    .add(Fault.status(401, "segments/.*/data/load").withBody("\"Unauthorized\""));

            assertThat(rig.outcomes(Rig.group("m-1", "u-1", "VIP_STATIC", JOIN)))
                    .containsExactly("W right_missing[row]");
            assertThat(rig.outcomes(Rig.identify("m-2", "u-1", TRAITS))).containsExactly("W right_missing[row]");
        }
    }

    /** The right to look at segments is not among those that delivery needs. */
    @Test
    void aSegmentThatMayNotBeLookedAtAndIsNotFoundTwiceRejectsItsEventAlone() {
        try (Rig rig = withUsers()) {
            rig.sandbox().faults().add(Fault.status(401, "segments/NOPE$").times(100));
            rig.sandbox()
                    .faults()
                    .add(Fault.status(404, "segments/NOPE/data/load").times(2));

            assertThat(rig.outcomes(
                            Rig.identify("m-1", "u-1", TRAITS),
                            Rig.group("m-2", "u-1", "NOPE", JOIN),
                            Rig.group("m-3", "u-1", "VIP_STATIC", JOIN)))
                    .containsExactly("D", "segment_unknown[row]", "D");
            rig.sandbox().faults().add(Fault.status(404, "segments/VIP_STATIC/data/load"));
            rig.sandbox().faults().add(Fault.status(401, "segments/VIP_STATIC$").times(100));
            assertThat(rig.outcomes(Rig.group("m-4", "u-1", "VIP_STATIC", JOIN)))
                    .as("gone for a moment")
                    .containsExactly("D");
        }
    }

    @Test
    void halvesOfACallThatWereRefusedForARecordAreNotTakenForNotFoundTwice() {
        try (Rig rig = withUsers()) {
            rig.sandbox().faults().add(Fault.status(401, "segments/VIP_STATIC$").times(100));
            rig.sandbox().faults().add(Fault.status(400, "segments/VIP_STATIC/data/load"));
            rig.sandbox().faults().add(Fault.status(404, "segments/VIP_STATIC/data/load"));

            assertThat(rig.outcomes(
                            Rig.identify("m-1", "u-1", TRAITS),
                            Rig.identify("m-2", "u-2", TRAITS),
                            Rig.group("m-3", "u-1", "VIP_STATIC", JOIN),
                            Rig.group("m-4", "u-2", "VIP_STATIC", JOIN)))
                    .containsOnly("D");
        }
    }

    /** The user list is not there for a moment when another list is read anew. */
    @Test
    void aListThatCannotBeReadForAMomentDoesNotMakeItsPartsWait() {
        try (Rig rig = withUsers()) {
            rig.sandbox().faults().add(Fault.status(400, CONTACTS));
            rig.sandbox().faults().add(Fault.status(503, "USERS_SEGMENT/fields").times(2));
            assertThat(rig.outcomes(Rig.identify("m-1", "u-1", TRAITS))).containsExactly("L[row]");

            rig.sandbox().faults().add(Fault.status(400, ROWS));
            assertThat(rig.outcomes(Rig.identify("m-2", "u-1", TRAITS))).containsExactly("L");
            assertThat(rig.outcomes(Rig.identify("m-2", "u-1", TRAITS), Rig.group("m-3", "u-1", "VIP_STATIC", JOIN)))
                    .containsExactly("D", "D");
        }
    }

    @Test
    void aKeyThatIsRefusedEverywhereStillPausesAll() {
        try (Rig rig = withUsers()) {
            rig.sandbox()
                    .faults()
                    .add(Fault.status(401, "/organizations/")
                            .withBody("\"Unauthorized\"")
                            .times(4));

            assertThat(rig.deliver(Rig.identify("m-1", "u-1", TRAITS))).isInstanceOf(DeliveryResult.Paused.class);
        }
    }

    @Test
    void aKeyThatIsRefusedWhileTheListOfASegmentIsLookedUpBlamesNoEvent() {
        try (Rig rig = withUsers()) {
            rig.sandbox()
                    .faults()
                    .add(Fault.status(401, "lists/NO_LIST$|organizations/ACME$|lists$|fields$")
                            .withBody("\"Unauthorized\"")
                            .times(4));
            String elsewhere = "{\"userlist\":\"NO_LIST\",\"matchkey\":\"CUSTOMER_ID\"}";

            assertThat(rig.deliver(Rig.group("m-1", "u-1", "VIP_STATIC", elsewhere)))
                    .isInstanceOf(DeliveryResult.Paused.class);
            assertThat(rig.outcomes(Rig.group("m-1", "u-1", "VIP_STATIC", elsewhere)))
                    .containsExactly("userlist_unknown[row]");
        }
    }

    private static Rig withUsers() {
        return Rig.started("user-list", "USERS_SEGMENT", "business-key", "CUSTOMER_ID");
    }
}
