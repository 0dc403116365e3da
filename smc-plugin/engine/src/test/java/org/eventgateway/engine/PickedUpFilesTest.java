package org.eventgateway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.engine.fake.MemoryStore;
import org.eventgateway.engine.fake.ScriptedSource;
import org.eventgateway.engine.intake.Intake;
import org.eventgateway.engine.pickup.PickUp;
import org.eventgateway.engine.pickup.PickUpSettings;
import org.eventgateway.engine.route.Route;
import org.eventgateway.engine.source.SourceConnection;
import org.eventgateway.plugin.source.EventSink;
import org.eventgateway.plugin.source.Input;
import org.eventgateway.plugin.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose requests concern which source's files. */
class PickedUpFilesTest {
    private static final Map<String, String> PLUGINS =
            Map.of("smc", "smc:smc", "de", "smc:smc", "gateway", "tracking-api:tracking-api");

    @TempDir
    private Path folder;

    private final Map<String, PickUp> pickUps = new LinkedHashMap<>();
    private final Map<String, SourceOpening> openings = new LinkedHashMap<>();

    @Test
    void aSourceBelongsToTheConnectionOfItsNameAndToThoseThatItFeeds() {
        source("de", "smc:smc", new ScriptedSource("s", 1));

        assertThat(files().connections()).containsExactlyInAnyOrder("de", "gateway");
    }

    @Test
    void aSourceOfAnotherNameBelongsToAllOfItsPlugin() {
        source("emails", "smc:smc", new ScriptedSource("s", 1));

        assertThat(files().connections()).containsExactlyInAnyOrder("smc", "de", "gateway");
    }

    @Test
    void aSourceThatFindsNobodyLeavesItsFilesAlone() {
        source("smc", "smc:smc", new Blind());

        assertThat(files().connections()).isEmpty();
        assertThat(files().erase("smc", any -> true)).hasValue(Map.of());
    }

    private PickedUpFiles files() {
        return new PickedUpFiles(pickUps, openings, PLUGINS);
    }

    private void source(String name, String plugin, Source source) {
        List<String> feeds = List.of("gateway");
        PickUpSettings settings =
                new PickUpSettings(folder, "*.csv", Duration.ZERO, ".done", "done", "failed", Duration.ofSeconds(5));
        MemoryStore store = new MemoryStore();
        SourceConnection connection = new SourceConnection(
                name, source, new Route(name, feeds, false), new Intake(store, List.of()), Clock.systemUTC());
        openings.put(
                name,
                new SourceOpening(
                        name,
                        plugin,
                        feeds,
                        Optional.of(new SourceOpening.Opened(source, Optional.of(settings))),
                        List.of()));
        pickUps.put(name, new PickUp(settings, connection, store, Clock.systemUTC(), Thread::new));
    }

    /** Made before there was a way to find persons. */
    private static final class Blind implements Source {
        @Override
        public void read(Input input, EventSink sink) {
            // It has nothing to say.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
