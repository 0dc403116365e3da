package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.sandbox.Client.EVENTS;
import static org.eventgateway.sandbox.Client.USERS;
import static org.eventgateway.sandbox.Client.VIPS;

import java.time.Duration;
import org.eventgateway.sandbox.http.SandboxReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkLockTest {
    private static final Duration TAKES = Duration.ofSeconds(3);

    private final StepClock clock = new StepClock();
    private final Sandbox sandbox = Sandbox.create(
            SandboxConfig.defaults().withClock(clock).withSettings(SandboxSettings.DEFAULT.withBulkDuration(TAKES)));
    private final Client client = Client.of(sandbox);

    private SandboxReply first;

    @BeforeEach
    void occupyTheUsersList() {
        first = load();
    }

    private SandboxReply load() {
        return client.post(USERS + "/data/load?keyFields=CUSTOMER_ID&fields=CUSTOMER_ID", "[[\"u-1\"]]");
    }

    @Test
    void tellsTheShellHowLongToHoldTheReplyBack() {
        assertThat(first.delay()).isEqualTo(TAKES);
    }

    @Test
    void refusesASecondBulkOperationAtOnceAndWithoutQuotaHeaders() {
        SandboxReply second = load();
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.delay()).isZero();
        assertThat(second.bodyText()).doesNotContain("quota");
        assertThat(second.headers().keySet()).noneMatch(name -> name.startsWith("X-RateLimit"));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "POST, /lists/USERS_SEGMENT/data/load?keyFields=MAIL&fields=MAIL, 429",
        "DELETE, /lists/USERS_SEGMENT/data?keyFields=MAIL&fields=MAIL, 429",
        "POST, /lists/USERS_SEGMENT/segments/VIP_STATIC/data/load?keyFields=MAIL&fields=MAIL, 429",
        "DELETE, /lists/USERS_SEGMENT/segments/VIP_STATIC/data?keyFields=MAIL&fields=MAIL, 429",
        "DELETE, /lists/USERS_SEGMENT/segments/VIP_STATIC/data/clear, 200",
        "GET, /lists/USERS_SEGMENT/records, 200",
        "POST, /lists/segment_events/data/load?keyFields=EVENT_ID&fields=EVENT_ID, 200"
    })
    void holdsTheListAndItsSegmentsAndNothingElse(String method, String path, int status) {
        assertThat(client.call(method, path, "[[\"x\"]]").status()).isEqualTo(status);
    }

    @Test
    void doesNotHoldUpSavingOneRecord() {
        assertThat(client.post(USERS + "/data?keyfields=CUSTOMER_ID", "{\"CUSTOMER_ID\":\"u-2\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void doesNotHoldTheSameListOfAnotherOrganization() {
        SandboxReply other = client.in("Segment%20Connector")
                .post(USERS + "/data/load?keyFields=CUSTOMER_ID&fields=CUSTOMER_ID", "[[\"u-1\"]]");
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void letsTheListGoWhenTheOperationHasEnded() {
        clock.advance(TAKES);
        assertThat(load().status()).isEqualTo(200);
    }

    @Test
    void isTakenByASegmentOperationToo() {
        clock.advance(TAKES);
        client.post(VIPS + "/data/load?keyFields=MAIL&fields=MAIL", "[[\"x\"]]");
        assertThat(load().status()).isEqualTo(429);
    }

    @Test
    void isNotHeldByARefusedRequest() {
        client.post(EVENTS + "/data/load?keyFields=NOPE&fields=NOPE", "[[\"x\"]]");
        assertThat(client.post(EVENTS + "/data/load?keyFields=EVENT_ID&fields=EVENT_ID", "[[\"x\"]]")
                        .status())
                .isEqualTo(200);
    }
}
