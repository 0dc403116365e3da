package org.eventgateway.smc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.testkit.PluginContract;
import org.junit.jupiter.api.Test;

class SmcPluginTest extends PluginContract {

    @Override
    protected Plugin plugin() {
        return new SmcPlugin();
    }

    @Test
    void offersASourceOfTheSameName() {
        assertThat(new SmcPlugin().sources())
                .singleElement()
                .satisfies(factory -> assertThat(factory.name()).isEqualTo("smc"));
    }

    @Test
    void isFoundAndOffersSmcUnderTheNameOfTheCatalogue() {
        Plugin found = ServiceLoader.load(Plugin.class).findFirst().orElseThrow();

        assertThat(found).isInstanceOf(SmcPlugin.class);
        assertThat(found.destinations())
                .singleElement()
                .satisfies(factory -> assertThat(factory.name()).isEqualTo("smc"))
                .satisfies(factory -> assertThat(factory.integrationName()).isEqualTo("Selligent Marketing Cloud"));
    }
}
