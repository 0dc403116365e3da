package org.eventgateway.war.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every spelling of a path comes to one. */
class CanonicalPathTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/track, v1/track",
        "v1/track, v1/track",
        "//v1/import/, v1/import",
        "/V1/Track/, v1/track",
        "/track, v1/track",
        "t, v1/t",
        "/batch//, v1/batch",
        "/v1/projects/Key/settings, v1/projects/Key/settings",
        "/partner/, partner",
        "/partner/DE, partner/DE",
        "//ops//connections, ops/connections",
        "/wave, wave",
        "/, ''",
    })
    void isFound(String path, String canonical) {
        assertThat(CanonicalPath.of(path)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({"/v1/track, true", "//t/, true", "/v1, true", "/v11/x, false", "/partner, false", "/ops/v1, false"})
    void knowsTheTrackingApi(String path, boolean tracking) {
        assertThat(CanonicalPath.isTracking(path)).isEqualTo(tracking);
    }
}
