package org.eventgateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpiVersionTest {
    @ParameterizedTest(name = "a plugin for {0}.{1} on a gateway of {2}.{3}: {4}")
    @CsvSource({"1,0,1,0,true", "1,0,1,2,true", "1,2,1,0,false", "2,0,1,5,false", "1,0,2,0,false"})
    void runsOnTheSameMajorVersionThatIsNotOlder(
            int major, int minor, int gatewayMajor, int gatewayMinor, boolean runs) {
        assertThat(new SpiVersion(major, minor).runsOn(new SpiVersion(gatewayMajor, gatewayMinor)))
                .isEqualTo(runs);
    }
}
