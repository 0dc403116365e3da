package org.eventgateway.engine.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.eventgateway.engine.fake.MapLookup;
import org.eventgateway.plugin.settings.SettingFault;
import org.junit.jupiter.api.Test;

class SourceRouteTest {
    private static final List<String> DESTINATIONS = List.of("smc", "de", "out");

    private final MapLookup lookup =
            new MapLookup().set("destination.de.plugin", "smc:smc").set("destination.out.plugin", "tracking-api");

    @Test
    void feedsTheDestinationsOfOtherPluginsUnlessToldOtherwise() {
        assertThat(route("smc").connections()).containsExactly("out");
    }

    @Test
    void knowsItsPluginByItsSettingToo() {
        lookup.set("source.web.plugin", "smc");

        assertThat(route("web").connections()).containsExactly("out");
    }

    @Test
    void feedsWhatItsOwnSettingNames() {
        lookup.set("source.smc.to", "de, out");

        assertThat(route("smc").connections()).containsExactly("de", "out");
    }

    @Test
    void feedsWhatTheRouteOfItsNameNames() {
        lookup.set("gateway.routes.smc", "smc");

        assertThat(route("smc").connections()).containsExactly("smc");
    }

    @Test
    void refusesTwoRoutesForOneSource() {
        lookup.set("gateway.routes.smc", "smc").set("source.smc.to", "out");

        assertFault(route("smc"), "source.smc.to");
    }

    @Test
    void refusesNamesThatAreNotDeclared() {
        lookup.set("source.smc.to", "out,nowhere");

        assertFault(route("smc"), "source.smc.to");
    }

    @Test
    void refusesASourceThatCouldFeedNobodyButItsOwnSystem() {
        assertFault(SourceRoute.read(lookup, "smc", List.of("smc", "de")), "source.smc.to");
    }

    @Test
    void leavesTheDoorsTheDestinationsThatNoSourceFeeds() {
        List<SettingFault> faults = new ArrayList<>();
        Routes routes = RouteSettings.read(lookup, List.of("smc"), DESTINATIONS, faults);

        assertThat(faults).isEmpty();
        assertThat(routes.ofDoor(Routes.TRACKING).connections()).containsExactly("smc", "de");
    }

    @Test
    void leavesTheDoorsEverythingIfSourcesFeedEverything() {
        lookup.set("source.smc.to", "smc,de,out");

        assertThat(RouteSettings.read(lookup, List.of("smc"), DESTINATIONS, new ArrayList<>())
                        .ofDoor(Routes.PARTNER)
                        .connections())
                .containsExactlyElementsOf(DESTINATIONS);
    }

    private SourceRoute route(String source) {
        return SourceRoute.read(lookup, source, DESTINATIONS);
    }

    private static void assertFault(SourceRoute route, String key) {
        assertThat(route.connections()).isEmpty();
        assertThat(route.faults()).extracting(SettingFault::key).containsExactly(key);
    }
}
