package org.eventgateway.engine.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eventgateway.engine.fake.MapLookup;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.settings.SettingFault;
import org.junit.jupiter.api.Test;

class RouteSettingsTest {
    private static final String SECRET = "aB3dE6gH9";
    private final MapLookup lookup = new MapLookup();
    private final List<SettingFault> faults = new ArrayList<>();

    @Test
    void readsNamedKeysWithTheirRoutes() {
        lookup.set("gateway.write-keys", "web=" + SECRET + ", shop=k=2")
                .set("gateway.may-delete", "shop")
                .set("gateway.routes.web", "de");

        Routes routes = read();

        assertThat(faults).isEmpty();
        assertThat(routeOf(routes, SECRET)).isEqualTo(new Route("web", List.of("de"), false));
        assertThat(routeOf(routes, "k=2")).isEqualTo(new Route("shop", List.of("smc", "de"), true));
    }

    @Test
    void aKeyWithoutANameIsCalledByItsNumberAndRoutedByItself() {
        lookup.set("gateway.write-keys", SECRET)
                .set("gateway.may-delete", SECRET)
                .set("gateway.routes." + SECRET, "de");

        assertThat(routeOf(read(), SECRET)).isEqualTo(new Route("key-1", List.of("de"), true));
        assertThat(faults).isEmpty();
    }

    @Test
    void readsTheRoutesOfDoors() {
        lookup.set("gateway.routes.partner", "smc");

        assertThat(read().ofDoor(Routes.PARTNER).connections()).containsExactly("smc");
    }

    @Test
    void aRouteToAnUnknownConnectionIsAFaultThatDoesNotShowTheKey() {
        lookup.set("gateway.write-keys", SECRET).set("gateway.routes." + SECRET, "nowhere");

        read();

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.key()).isEqualTo("gateway.routes.key-1");
            assertThat(fault.origin()).isEqualTo("test");
            assertThat(fault.toString()).doesNotContain(SECRET);
        });
    }

    @Test
    void mayDeleteNamesOnlyKnownKeys() {
        lookup.set("gateway.write-keys", "web=" + SECRET).set("gateway.may-delete", "shop");

        read();

        assertThat(faults).extracting(SettingFault::key).containsExactly("gateway.may-delete");
    }

    @Test
    void aKeyOrANameStandsOnlyOnceAndNoKeyIsNamedLikeADoor() {
        for (String keys : List.of("a=1,a=2", "a=1,b=1", "partner=1")) {
            lookup.set("gateway.write-keys", keys);
            faults.clear();

            read();

            assertThat(faults).as(keys).extracting(SettingFault::key).containsExactly("gateway.write-keys");
        }
    }

    @Test
    void theEndOfABase64KeyIsNotTakenForItsNamesEnd() {
        lookup.set("gateway.write-keys", "abc=,abcd==,web=abcd=,shop=k==");

        Routes routes = read();

        assertThat(faults).isEmpty();
        assertThat(List.of("abc=", "abcd==", "abcd=", "k=="))
                .extracting(key -> routeOf(routes, key).name())
                .containsExactly("key-1", "key-2", "web", "shop");
    }

    @Test
    void aSettingWithoutAnyKeyIsAFaultRatherThanAnOpenDoor() {
        lookup.set("gateway.write-keys", ", ,");

        read();

        assertThat(faults).extracting(SettingFault::key).containsExactly("gateway.write-keys");
    }

    private Routes read() {
        return RouteSettings.read(lookup, List.of(), List.of("smc", "de"), faults);
    }

    private static Route routeOf(Routes routes, String key) {
        return routes.find(Routes.TRACKING, Optional.of(key), false).accept(new Access.Visitor<>() {
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
}
