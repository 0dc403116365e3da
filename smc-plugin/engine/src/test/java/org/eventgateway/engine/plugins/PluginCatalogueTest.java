package org.eventgateway.engine.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eventgateway.engine.fake.FakePlugin;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.SpiVersion;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.junit.jupiter.api.Test;

class PluginCatalogueTest {

    @Test
    void listsWhatIsLoaded() {
        PluginCatalogue catalogue = PluginCatalogue.of(List.of(new FakePlugin("smc")));

        assertThat(catalogue.statuses()).singleElement().satisfies(status -> {
            assertThat(status.loaded()).isTrue();
            assertThat(status.name()).isEqualTo("smc");
            assertThat(status.version()).isEqualTo("1.2.3");
            assertThat(status.spiVersion()).isEqualTo(SpiVersion.CURRENT.toString());
        });
    }

    @Test
    void refusesAPluginOfAnotherContractAndNamesBothVersions() {
        FakePlugin future = new FakePlugin("future", new SpiVersion(SpiVersion.CURRENT.major() + 1, 0));

        PluginCatalogue catalogue = PluginCatalogue.of(List.of(future, new FakePlugin("smc")));

        assertThat(catalogue.destination("future")).isEmpty();
        assertThat(catalogue.destination("smc")).isPresent();
        assertThat(catalogue.statuses().get(0).refused().orElseThrow().text())
                .contains(future.spiVersion().toString(), SpiVersion.CURRENT.toString());
    }

    @Test
    void refusesTheSecondPluginOfAName() {
        PluginCatalogue catalogue = PluginCatalogue.of(List.of(new FakePlugin("smc"), new FakePlugin("smc")));

        assertThat(catalogue.statuses().get(1).refused().orElseThrow().code()).isEqualTo("plugin_twice");
    }

    @Test
    void aPluginThatThrowsIsRefusedAndTheOthersAreLoaded() {
        PluginCatalogue catalogue = PluginCatalogue.of(List.of(new Broken(), new FakePlugin("smc")));

        assertThat(catalogue.statuses()).extracting(PluginStatus::loaded).containsExactly(false, true);
        assertThat(catalogue.statuses().get(0).refused().orElseThrow().code()).isEqualTo("plugin_failed");
    }

    @Test
    void findsADestinationByItsPluginOrByBothNames() {
        PluginCatalogue catalogue = PluginCatalogue.of(List.of(new FakePlugin("smc")));

        assertThat(catalogue.destination("smc:smc")).isEqualTo(catalogue.destination("smc"));
        assertThat(catalogue.destination("smc:other")).isEmpty();
        assertThat(catalogue.destination("other")).isEmpty();
        assertThat(catalogue.source("smc")).isEmpty();
    }

    /** Was compiled against a contract that this gateway does not have. */
    private static final class Broken implements Plugin {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public SpiVersion spiVersion() {
            return SpiVersion.CURRENT;
        }

        @Override
        public List<DestinationFactory> destinations() {
            throw new NoSuchMethodError("gone");
        }
    }
}
