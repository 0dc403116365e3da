package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.source.Checkpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCheckpointsTest {
    @TempDir
    private Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(StoreConfig.of(folder), List.of("gateway"), new ManualClock(), Thread::new);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anInputThatWasNeverReadHasNone() {
        assertThat(store.checkpoints().find("smc", "opens.csv")).isEmpty();
    }

    @Test
    void theLastOneOfEachInputIsFound() {
        read("opens.csv", "row 1000");
        read("opens.csv", "row 2000");
        read("clicks.csv", "row 7");

        assertThat(store.checkpoints().find("smc", "opens.csv")).contains(new Checkpoint("row 2000"));
        assertThat(store.checkpoints().find("smc", "clicks.csv")).contains(new Checkpoint("row 7"));
    }

    @Test
    void isKeptOverARestartWithItsEvents() {
        read("opens.csv", "row 1000");
        close();
        open();

        assertThat(store.checkpoints().find("smc", "opens.csv")).contains(new Checkpoint("row 1000"));
        assertThat(store.ledger().balance("gateway").pending()).isEqualTo(1);
    }

    @Test
    void ofEventsThatWereNotStoredIsNotKept() {
        store.close();

        assertThat(store.eventLog().append(reading("opens.csv", "row 1000"))).isCompletedExceptionally();
        open();

        assertThat(store.checkpoints().find("smc", "opens.csv")).isEmpty();
    }

    @Test
    void isForgottenWhenAnEmptyOneTakesItsPlace() {
        read("opens.csv", "row 1000");
        read("clicks.csv", "row 7");
        read("opens.csv", "");

        assertThat(store.checkpoints().find("smc", "opens.csv")).isEmpty();
        assertThat(store.checkpoints().find("smc", "clicks.csv")).isPresent();
    }

    private void read(String input, String checkpoint) {
        store.eventLog().append(reading(input, checkpoint)).join();
    }

    private static Append reading(String input, String checkpoint) {
        return new Append(
                List.of(new Append.Part("gateway", List.of(Events.track(input + checkpoint)), Map.of(), List.of())),
                Optional.of(new Append.Progress("smc", input, new Checkpoint(checkpoint))));
    }
}
