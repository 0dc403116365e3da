package org.eventgateway.engine.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.settings.Secret;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final boolean THIS_MACHINE = true;
    private static final boolean NETWORK = false;
    private static final WriteKey WEB = new WriteKey("web", Secret.of("k-web"), false);
    private static final WriteKey SHOP = new WriteKey("shop", Secret.of("k-shop"), true);

    private final Routes open = new Routes(List.of(), Map.of(), List.of("smc", "de"));
    private final Routes keyed = new Routes(
            List.of(WEB, SHOP), Map.of("web", List.of("de"), "partner", List.of("smc")), List.of("smc", "de"));

    @Test
    void withoutKeysThisMachineMayCallWithAnyKey() {
        assertThat(granted(open.find(Routes.TRACKING, Optional.of("anything"), THIS_MACHINE))
                        .connections())
                .containsExactly("smc", "de");
        assertThat(granted(open.find(Routes.TRACKING, Optional.empty(), THIS_MACHINE))
                        .mayDelete())
                .isFalse();
    }

    @Test
    void withoutKeysNobodyMayCallOverTheNetwork() {
        assertThat(denied(open.find(Routes.TRACKING, Optional.of("anything"), NETWORK)))
                .isEqualTo(Routes.NOT_THIS_MACHINE);
    }

    @Test
    void aKnownKeyMayCallFromAnywhere() {
        assertThat(granted(keyed.find(Routes.TRACKING, Optional.of("k-web"), NETWORK))
                        .name())
                .isEqualTo("web");
    }

    @Test
    void withKeysEvenThisMachineNeedsOne() {
        assertThat(denied(keyed.find(Routes.TRACKING, Optional.of("k-other"), THIS_MACHINE)))
                .isEqualTo(Routes.KEY_UNKNOWN);
        assertThat(denied(keyed.find(Routes.TRACKING, Optional.empty(), THIS_MACHINE)))
                .isEqualTo(Routes.KEY_MISSING);
    }

    @Test
    void theRouteOfAKeyGoesBeforeThatOfTheDoor() {
        assertThat(granted(keyed.find(Routes.PARTNER, Optional.of("k-web"), NETWORK))
                        .connections())
                .containsExactly("de");
        assertThat(granted(keyed.find(Routes.PARTNER, Optional.of("k-shop"), NETWORK))
                        .connections())
                .containsExactly("smc");
        assertThat(granted(keyed.find(Routes.TRACKING, Optional.of("k-shop"), NETWORK))
                        .connections())
                .containsExactly("smc", "de");
    }

    @Test
    void aKeyMayDeleteOnlyIfItIsMarkedAtWhicheverDoor() {
        assertThat(granted(keyed.find(Routes.TRACKING, Optional.of("k-web"), NETWORK))
                        .mayDelete())
                .isFalse();
        assertThat(granted(keyed.find(Routes.TRACKING, Optional.of("k-shop"), NETWORK))
                        .mayDelete())
                .isTrue();
        assertThat(granted(keyed.find(Routes.PARTNER, Optional.of("k-web"), NETWORK))
                        .mayDelete())
                .isFalse();
        assertThat(granted(keyed.find(Routes.PARTNER, Optional.of("k-shop"), NETWORK))
                        .mayDelete())
                .isTrue();
    }

    @Test
    void thePartnerDoorMayDeleteForWhomItRecognisesWithoutAKey() {
        assertThat(keyed.ofDoor(Routes.PARTNER).mayDelete()).isTrue();
        assertThat(granted(open.find(Routes.PARTNER, Optional.empty(), THIS_MACHINE))
                        .mayDelete())
                .isTrue();
    }

    private static Route granted(Access access) {
        return access.accept(new Access.Visitor<>() {
            @Override
            public Route granted(Route route) {
                return route;
            }

            @Override
            public Route denied(Reason reason) {
                throw new AssertionError("denied: " + reason.code());
            }
        });
    }

    private static Reason denied(Access access) {
        return access.accept(new Access.Visitor<>() {
            @Override
            public Reason granted(Route route) {
                throw new AssertionError("granted: " + route.name());
            }

            @Override
            public Reason denied(Reason reason) {
                return reason;
            }
        });
    }
}
