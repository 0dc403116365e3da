package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.eventgateway.sandbox.account.Account;
import org.eventgateway.sandbox.http.SandboxReply;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private final StepClock clock = new StepClock();
    private final SandboxSettings settings = SandboxSettings.DEFAULT.withQuota(2, Duration.ofSeconds(60));
    private final Sandbox sandbox =
            Sandbox.create(SandboxConfig.defaults().withClock(clock).withSettings(settings));
    private final Client client = Client.of(sandbox);

    private SandboxReply spend(int calls) {
        SandboxReply last = client.get("/lists");
        for (int more = 1; more < calls; more++) {
            last = client.get("/lists");
        }
        return last;
    }

    @Test
    void allowsThePublishedNumberOfCallsByDefault() {
        assertThat(SandboxSettings.DEFAULT.quota()).isEqualTo(2500);
    }

    @Test
    void refusesTheCallAfterTheLast() {
        assertThat(spend(2).status()).isEqualTo(200);
        SandboxReply refused = client.get("/lists");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.bodyText()).startsWith("API calls quota exceeded!");
    }

    @Test
    void announcesTheSecondsLeftAndNotAPointInTime() {
        spend(2);
        clock.advance(Duration.ofMillis(10_500));
        assertThat(client.get("/lists").headers())
                .containsEntry("X-RateLimit-Limit", "2, 2;w=60")
                .containsEntry("X-RateLimit-Remaining", "0")
                .containsEntry("X-RateLimit-Reset", "50")
                .doesNotContainKey("Retry-After");
    }

    @Test
    void opensANewWindowWhenTheOldOneHasEnded() {
        spend(3);
        clock.advance(Duration.ofSeconds(60));
        assertThat(client.get("/lists").status()).isEqualTo(200);
    }

    @Test
    void countsEachKeyForItself() {
        sandbox.accounts().put(Account.unlimited("other", "secret"));
        spend(3);
        assertThat(client.withHeader("X-ApiKey", "other:secret").get("/lists").status())
                .isEqualTo(200);
    }

    @Test
    void countsCallsThatAreRefusedForOtherReasons() {
        client.get("/nowhere");
        client.get("/nowhere");
        assertThat(client.get("/lists").status()).isEqualTo(429);
    }

    @Test
    void tellsWhatRemainsOnAdmittedCalls() {
        assertThat(client.get("/lists").headers()).containsEntry("X-RateLimit-Remaining", "1");
    }

    @Test
    void keepsSilentOnAdmittedCallsWhenToldSo() {
        sandbox.change(settings.withRateLimitHeadersOnAll(false));
        assertThat(client.get("/lists").headers()).doesNotContainKey("X-RateLimit-Remaining");
    }
}
