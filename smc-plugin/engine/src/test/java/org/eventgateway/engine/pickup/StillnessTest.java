package org.eventgateway.engine.pickup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StillnessTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final Stillness stillness = new Stillness(Duration.ofSeconds(10));

    @Test
    void waitsUntilAFileStoodStillForTheQuietPeriod() {
        assertThat(ready(0, file(5, 0))).isEmpty();
        assertThat(ready(9, file(5, 0))).isEmpty();
        assertThat(ready(10, file(5, 0))).hasSize(1);
    }

    @Test
    void beginsAnewWhenTheSizeChanges() {
        ready(0, file(5, 0));
        assertThat(ready(10, file(6, 0))).isEmpty();
        assertThat(ready(20, file(6, 0))).hasSize(1);
    }

    @Test
    void beginsAnewWhenTheTimeChanges() {
        ready(0, file(5, 0));
        assertThat(ready(10, file(5, 3))).isEmpty();
    }

    @Test
    void doesNotTrustTheTimeOfAFileItHasJustSeen() {
        assertThat(ready(0, file(5, -100_000))).isEmpty();
    }

    @Test
    void takesAMarkedFileAtOnce() {
        assertThat(ready(0, new Arrival(Path.of("a.csv"), 5, FileTime.from(NOW), true)))
                .hasSize(1);
    }

    @Test
    void leavesAPostponedFileAloneUntilItsTimeOrAChange() {
        ready(0, file(5, 0));
        Arrival arrival = ready(10, file(5, 0)).get(0);
        stillness.postpone(arrival, NOW.plusSeconds(40));

        assertThat(ready(39, file(5, 0))).isEmpty();
        assertThat(ready(40, file(5, 0))).hasSize(1);
    }

    @Test
    void forgetsAFileThatIsGone() {
        ready(0, file(5, 0));
        stillness.ready(List.of(), NOW.plusSeconds(5));

        assertThat(ready(10, file(5, 0))).isEmpty();
    }

    private List<Arrival> ready(int second, Arrival arrival) {
        return stillness.ready(List.of(arrival), NOW.plusSeconds(second));
    }

    private static Arrival file(long size, int second) {
        return new Arrival(Path.of("a.csv"), size, FileTime.from(NOW.plusSeconds(second)), false);
    }
}
