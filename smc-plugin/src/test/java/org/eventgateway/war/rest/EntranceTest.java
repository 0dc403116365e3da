package org.eventgateway.war.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.trackingapi.parser.CallHint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths lead to a door that takes events. */
class EntranceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/track", "//v1/track/", "/V1/Track", "/track", "t", "/v1/tr%61ck", "/v1/track;jsessionid=7"})
    void everySpellingOfACallLeadsToTheTrackingApi(String path) {
        assertThat(Entrance.at(path)).contains(new Entrance.Tracking(CallHint.single(EventType.TRACK)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/batch", "/v1/import/", "/b"})
    void aBatchLeadsToTheTrackingApi(String path) {
        assertThat(Entrance.at(path)).contains(new Entrance.Tracking(CallHint.BATCH));
    }

    @Test
    void thePartnerDoorMayBeForOneConnection() {
        assertThat(Entrance.at("/partner/")).contains(new Entrance.Partner(Optional.empty()));
        assertThat(Entrance.at("/partner/de")).contains(new Entrance.Partner(Optional.of("de")));
        assertThat(Entrance.at("/partner/a%20b+c")).contains(new Entrance.Partner(Optional.of("a b+c")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/v1",
                "/v1/purchase",
                "/v1/track/more",
                "/v2/track",
                "/v1/projects/key/settings",
                "/partner/a/b",
                "/Partner",
                "/partner/%zz",
                "/ops/connections",
                "/receive/smc",
                "/tr%61ck"
            })
    void otherPathsLeadElsewhere(String path) {
        assertThat(Entrance.at(path)).isEmpty();
    }

    @Test
    void onlyTheTrackingApiIsOpenToPages() {
        assertThat(Entrance.at("/v1/track").orElseThrow().openToPages()).isTrue();
        assertThat(Entrance.at("/partner").orElseThrow().openToPages()).isFalse();
    }
}
