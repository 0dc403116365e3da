package org.eventgateway.smc.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.plugin.destination.CheckReport.Verdict;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Preview;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Person;
import org.eventgateway.sandbox.fault.Fault;
import org.eventgateway.sandbox.fault.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckPreviewEraseTest {
    private static final Clock STILL = Clock.fixed(Instant.parse("2026-03-01T10:20:30Z"), ZoneOffset.UTC);
    private static final String[] USERS = {"user-list", "USERS_SEGMENT", "business-key", "CUSTOMER_ID"};

    @Test
    void passesAndSaysThatWriteRightsAreNotVerified() {
        try (Rig rig = Rig.open(USERS)) {
            CheckReport report = rig.destination().check();

            assertThat(report.passed()).isTrue();
            assertThat(step(report, "write rights").verdict()).isEqualTo(Verdict.SKIPPED);
            assertThat(step(report, "business key").text()).contains("CUSTOMER_ID");
            assertThat(rig.calls("/load")).isEmpty();
        }
    }

    @Test
    void warnsThatDeletionsWouldWait() {
        try (Rig rig = Rig.open()) {
            rig.sandbox().faults().add(Fault.status(401, "data/search$"));
            CheckReport report = rig.destination().check();

            assertThat(report.passed()).isTrue();
            assertThat(step(report, "deletions").verdict()).isEqualTo(Verdict.WARNING);
            assertThat(step(report, "deletions").text()).contains("List data search");
            assertThat(step(rig.destination().check(), "deletions").verdict()).isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void warnsThatUserIdReachesNoBusinessKey() {
        try (Rig rig = Rig.open()) {
            assertThat(step(rig.destination().check(), "business key").verdict())
                    .isEqualTo(Verdict.WARNING);
        }
    }

    @Test
    void tellsAWrongAddressFromAWrongKeyAndAWrongName() {
        try (Rig rig = Rig.open()) {
            rig.sandbox().faults().add(Fault.next(FaultKind.HTML, "/status"));
            assertThat(step(rig.destination().check(), "admin URL").text()).contains("The Admin URL is wrong");
        }
        try (Rig rig = Rig.open("api-secret", "wrong")) {
            assertThat(step(rig.destination().check(), "key").text())
                    .isEqualTo(
                            "SMC refused the key. Possible causes: mistyped key or secret, expired or rotated key, this"
                                    + " server's IP is not in the account's list, the organization is not allowed, or the endpoint"
                                    + " is not enabled for this service account.");
        }
        try (Rig rig = Rig.open("organization", "Acme Inc")) {
            assertThat(step(rig.destination().check(), "organization").text()).contains("capitals included");
        }
        try (Rig rig = Rig.open("events-list", "no_list")) {
            assertThat(step(rig.destination().check(), "events list columns").text())
                    .contains("no_list");
        }
        try (Rig rig = Rig.open("user-list", "USERS_SEGMENT", "business-key", "NO_KEY")) {
            assertThat(step(rig.destination().check(), "user list").text()).contains("NO_KEY");
        }
    }

    @Test
    void saysWhichEndpointIsNotEnabled() {
        try (Rig rig = Rig.open()) {
            rig.sandbox().faults().add(Fault.status(401, "/lists$").withBody("\"Unauthorized\""));
            CheckReport report = rig.destination().check();

            assertThat(report.passed()).isTrue();
            assertThat(step(report, "lists").verdict()).isEqualTo(Verdict.WARNING);
        }
    }

    @ParameterizedTest(name = "{0} days before")
    @CsvSource({
        "31, PASSED, The key is good until",
        "30, WARNING, The key expires in 30 days",
        "8, WARNING, The key expires in 8 days",
        "7, WARNING, Urgent: the key expires in 7 days",
        "0, WARNING, Urgent: the key expires in 0 days",
        "-1, WARNING, The key has expired on"
    })
    void warnsThirtyAndSevenDaysBeforeTheKeyExpires(int days, Verdict verdict, String text) {
        String end = LocalDate.ofInstant(STILL.instant(), ZoneOffset.UTC)
                .plusDays(days)
                .toString();
        try (Rig rig = Rig.started(STILL, "key-expires", end)) {
            CheckReport.Step step = step(rig.destination().check(), "key expiry");

            assertThat(step.verdict()).isEqualTo(verdict);
            assertThat(step.text()).startsWith(text);
        }
    }

    @Test
    void doesNotWarnOfAnEndThatHasBeenSeenTo() {
        String yesterday = LocalDate.ofInstant(STILL.instant(), ZoneOffset.UTC)
                .minusDays(1)
                .toString();
        try (Rig rig = Rig.started(
                STILL,
                "key-expires",
                yesterday,
                "api-key",
                "old-key",
                "api-secret",
                "old-secret",
                "api-key-next",
                "sandbox-key",
                "api-secret-next",
                "sandbox-secret")) {
            CheckReport.Step step = step(rig.destination().check(), "key expiry");

            assertThat(step.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(step.text()).contains("api-key-next is in use");
        }
    }

    @Test
    void previewsTheRequestsWithoutSendingThem() {
        try (Rig rig = Rig.started(USERS)) {
            Preview preview = rig.destination().preview(Rig.identify("m-1", "u-1", "{\"city\":\"Ghent\"}"));

            assertThat(preview.rejected()).isEmpty();
            assertThat(preview.requests()).hasSize(2);
            Preview.Request row = preview.requests().get(0);
            assertThat(row.method()).isEqualTo("POST");
            assertThat(row.url())
                    .contains(
                            "/Portal/Api/organizations/ACME/lists/segment_events/data/load?keyFields=EVENT_ID&fields=EVENT_ID");
            assertThat(row.headers()).containsEntry("X-ApiKey", "***:***");
            assertThat(row.body()).startsWith("[[\"m-1\",\"identify\"");
            assertThat(preview.requests().get(1).body()).isEqualTo("[[\"Ghent\",\"u-1\"]]");
            assertThat(rig.calls("/load")).isEmpty();
        }
    }

    @Test
    void previewsWhyAnEventWouldBeRejectedOrFiltered() {
        try (Rig rig = Rig.started("allowed-events", "Other")) {
            assertThat(rig.destination()
                            .preview(Rig.track("m-1", "{}"))
                            .rejected()
                            .orElseThrow()
                            .code())
                    .isEqualTo("event_not_allowed");
            assertThat(rig.destination()
                            .preview(Rig.group("m-1", "a", "B", "{}"))
                            .rejected()
                            .orElseThrow()
                            .code())
                    .isEqualTo("userlist_wrong");
        }
    }

    @Test
    void deletesAllRowsOfAPersonAndHisContact() {
        try (Rig rig = Rig.started(USERS)) {
            Event[] events = IntStream.range(0, 1_200)
                    .mapToObj(i -> Rig.identify("m-" + i, i % 2 == 0 ? "u-1" : "u-2", "{}"))
                    .toArray(Event[]::new);
            rig.deliver(events);
            rig.deliver(
                    Rig.track("m-x", "{}"),
                    Rig.event(EventType.PAGE, "m-y", "U-1", "{}").build());
            Erasure erasure = rig.destination().erase(new Person("u-1"));

            assertThat(erasure.open()).isEmpty();
            assertThat(erasure.stores())
                    .containsExactly(
                            new Erasure.Store("segment_events", 601, 0), new Erasure.Store("USERS_SEGMENT", 1, 0));
            assertThat(rig.rows("segment_events"))
                    .extracting(row -> row.get("USER_ID"))
                    .containsOnly("u-2", "U-1");
            assertThat(rig.rows("USERS_SEGMENT"))
                    .extracting(row -> row.get("CUSTOMER_ID"))
                    .doesNotContain("u-1");
        }
    }

    @Test
    void findsTheRowsOfAPersonBehindThoseOfManyOthersOfAlikeName() {
        try (Rig rig = Rig.started("call-rows", "10")) {
            rig.deliver(IntStream.range(0, 450)
                    .mapToObj(i ->
                            Rig.event(EventType.PAGE, "m-" + i, "U-1", "{}").build())
                    .toArray(Event[]::new));
            rig.deliver(Rig.track("z-1", "{}"));

            Erasure erasure = rig.destination().erase(new Person("u-1"));

            assertThat(erasure.open()).isEmpty();
            assertThat(erasure.stores()).containsExactly(new Erasure.Store("segment_events", 1, 0));
        }
    }

    @Test
    void anIdThatOneListCannotHoldIsDeletedFromTheOther() {
        try (Rig rig = Rig.started(USERS)) {
            rig.deliver(Rig.identify("m-1", "u-1", "{}"));
            rig.sandbox()
                    .faults()
                    .add(Fault.status(400, "segment_events/data/search$").times(2));

            Erasure erasure = rig.destination().erase(new Person("u-1"));

            assertThat(erasure.open().orElseThrow().code()).isEqualTo("deletion_refused");
            assertThat(erasure.stores())
                    .containsExactly(
                            new Erasure.Store("segment_events", 0, 0), new Erasure.Store("USERS_SEGMENT", 1, 0));
        }
    }

    @Test
    void saysThatNothingWasFound() {
        try (Rig rig = Rig.started()) {
            assertThat(rig.destination().erase(new Person("nobody")).stores())
                    .isEqualTo(List.of(new Erasure.Store("segment_events", 0, 1)));
        }
    }

    @Test
    void keepsADeletionOpenThatSmcDidNotConfirm() {
        try (Rig rig = Rig.started()) {
            rig.deliver(Rig.track("m-1", "{}"));
            rig.sandbox().faults().add(Fault.status(503, "segment_events/data$"));

            assertThat(rig.destination().erase(new Person("u-1")).open()).isPresent();
            assertThat(rig.destination().erase(new Person("u-1")).open()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/search$", "segment_events/data$"})
    void onlyDeletionsWaitForTheRightToDelete(String endpoint) {
        try (Rig rig = Rig.started(USERS)) {
            rig.deliver(Rig.track("m-1", "{}"));
            rig.sandbox().faults().add(Fault.status(401, endpoint));

            Erasure erasure = rig.destination().erase(new Person("u-1"));

            assertThat(erasure.waitsFor()).extracting(Scope::toString).containsExactly("right to delete persons");
            assertThat(erasure.open().orElseThrow().code()).isEqualTo("right_missing");
            assertThat(erasure.open().orElseThrow().text()).contains("List data search", "segment_events");
            assertThat(rig.destination().erase(new Person("u-1")).open()).isEmpty();
        }
    }

    @Test
    void aDeletionWaitsForItsUserListAlone() {
        try (Rig rig = Rig.started(USERS)) {
            rig.sandbox().faults().add(Fault.status(404, "USERS_SEGMENT/").times(100));

            Erasure erasure = rig.destination().erase(new Person("u-1"));

            assertThat(erasure.waitsFor()).extracting(Scope::toString).containsExactly("list users_segment");
            assertThat(erasure.open().orElseThrow().code()).isEqualTo("list_unknown");
        }
    }

    @Test
    void aKeyThatIsRefusedEverywhereConcernsAllAndNotDeletionsAlone() {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.status(401, ".*").times(100));

            Erasure erasure = rig.destination().erase(new Person("u-1"));

            assertThat(erasure.waitsFor()).isEmpty();
            assertThat(erasure.open().orElseThrow().code()).isEqualTo("key_refused");
        }
    }

    @Test
    void aDeletionIsTriedAgainIfSmcCannotSayWhatItLacks() {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.status(401, "data/search$"));
            rig.sandbox().faults().add(Fault.status(500, "/organizations/[^/]+$"));

            Erasure erasure = rig.destination().erase(new Person("u-1"));

            assertThat(erasure.waitsFor()).isEmpty();
            assertThat(erasure.open().orElseThrow().category()).isEqualTo(Category.REMOTE);
        }
    }

    @Test
    void refusesOnlyTheDeletionOfAnIdThatTheFieldCannotHoldAndSaysNothingOfIt() {
        try (Rig rig = Rig.started()) {
            rig.sandbox()
                    .faults()
                    .add(Fault.status(400, "data/search$").times(2).withBody("\"the value visitor-x is not numeric\""));

            Reason reason =
                    rig.destination().erase(new Person("visitor-x")).open().orElseThrow();

            assertThat(reason.category()).isEqualTo(Category.EVENT);
            assertThat(reason.text()).doesNotContain("visitor-x").contains("segment_events", "400");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404})
    void aDeletionForWhichTheListWasGoneForAMomentIsTriedAgain(int status) {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.status(status, "data/search$"));

            Reason reason = rig.destination().erase(new Person("u-1")).open().orElseThrow();

            assertThat(reason.category()).isEqualTo(Category.REMOTE);
            assertThat(rig.destination().erase(new Person("u-1")).open()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 502, 504})
    void letsTheListSettleAfterADeletionThatMayStillRun(int status) {
        try (Rig rig = Rig.started()) {
            rig.deliver(Rig.track("m-1", "{}"));
            rig.sandbox().faults().add(Fault.status(status, "segment_events/data$"));
            rig.destination().erase(new Person("u-1"));

            assertThat(rig.deliver(Rig.track("m-2", "{}"))).isInstanceOf(DeliveryResult.Throttled.class);
            assertThat(rig.destination().erase(new Person("u-1")).open()).isEmpty();
        }
    }

    @Test
    void aDeletionWaitsForTheQuotaLikeAllElse() {
        try (Rig rig = Rig.started(STILL)) {
            rig.sandbox()
                    .faults()
                    .add(Fault.status(429, "data/search$")
                            .withBody("API calls quota exceeded! maximum admitted 2500 per Minute.")
                            .withHeaders(Map.of("X-RateLimit-Reset", "40")));
            rig.destination().erase(new Person("u-1"));
            int calls = rig.calls("data/search").size();

            Reason reason = rig.destination().erase(new Person("u-1")).open().orElseThrow();

            assertThat(reason.category()).isEqualTo(Category.THROTTLED);
            assertThat(rig.calls("data/search")).as("nothing was sent again").hasSize(calls);
            assertThat(rig.destination().sendableFrom())
                    .isEqualTo(STILL.instant().plusSeconds(40));
        }
    }

    private static CheckReport.Step step(CheckReport report, String name) {
        return report.steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.toString()));
    }
}
