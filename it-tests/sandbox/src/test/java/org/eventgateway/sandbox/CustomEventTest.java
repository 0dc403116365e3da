package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.sandbox.Client.EVENTS;
import static org.eventgateway.sandbox.Client.USERS;

import org.junit.jupiter.api.Test;

class CustomEventTest {
    private static final String CART = USERS + "/customevents/ABANDONED_CART";

    private final Sandbox sandbox = Sandbox.create(SandboxConfig.defaults().withClock(new StepClock()));
    private final Client client = Client.of(sandbox);

    @Test
    void areListedByName() {
        assertThat(client.get(USERS + "/customevents").bodyText())
                .isEqualTo("{\"custom_events\":[{\"name\":\"ABANDONED_CART\"}]}");
    }

    @Test
    void areMadeOnce() {
        assertThat(client.post(USERS + "/customevents", "{\"name\":\"SIGNUP\"}").status())
                .isEqualTo(200);
        assertThat(client.post(USERS + "/customevents", "{\"name\":\"SIGNUP\"}").status())
                .isEqualTo(400);
    }

    @Test
    void belongToAudienceListsOnly() {
        assertThat(client.post(EVENTS + "/customevents", "{\"name\":\"SIGNUP\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void areDescribedAndRenamed() {
        assertThat(client.call("PUT", CART, "{\"name\":\"LEFT_CART\"}").status())
                .isEqualTo(200);
        assertThat(client.get(USERS + "/customevents/LEFT_CART").bodyText())
                .isEqualTo("{\"custom_event\":{\"name\":\"LEFT_CART\",\"description\":\"Left without buying\","
                        + "\"transaction_field\":null}}");
        assertThat(client.get(CART).status()).isEqualTo(400);
    }

    @Test
    void areDeleted() {
        assertThat(client.delete(CART, "").status()).isEqualTo(200);
        assertThat(client.delete(CART, "").status()).isEqualTo(400);
    }

    @Test
    void areAcceptedForProcessingWhenTriggered() {
        assertThat(client.post(CART + "/trigger", "").status()).isEqualTo(202);
        assertThat(client.post(USERS + "/customevents/NOPE/trigger", "").status())
                .isEqualTo(400);
    }
}
