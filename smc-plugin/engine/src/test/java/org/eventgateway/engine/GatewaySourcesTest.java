package org.eventgateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.engine.fake.FakePlugin;
import org.eventgateway.engine.fake.MapLookup;
import org.eventgateway.engine.fake.ScriptedSource;
import org.eventgateway.engine.fake.TestEvents;
import org.eventgateway.engine.log.Deletions;
import org.eventgateway.engine.route.Route;
import org.eventgateway.engine.source.SourceState;
import org.eventgateway.engine.source.SourceStatus;
import org.eventgateway.plugin.event.Person;
import org.eventgateway.plugin.settings.SettingFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources with the real store and real threads. */
class GatewaySourcesTest {
    @TempDir
    private Path temporary;

    private final FakePlugin out = new FakePlugin("out");
    private final ScriptedSource source = new ScriptedSource("scripted", 1_000);
    private final MapLookup lookup = new MapLookup()
            .set("destinations", "out")
            .set("destination.out.api-key", "k")
            .set("sources", "scripted");

    @Test
    void deliversWhatARequestHolds() throws IOException {
        try (Gateway gateway = start()) {
            gateway.source("scripted")
                    .orElseThrow()
                    .receive(
                            "/receive/scripted",
                            Map.of(),
                            new ByteArrayInputStream("u:m1\nu:m2\n".getBytes(StandardCharsets.UTF_8)));

            await().until(() -> delivered(gateway) == 2);
            assertThat(out.instance("out").sent().stream().flatMap(List::stream))
                    .containsExactly("m1", "m2");
        }
        assertThat(source.closed()).isTrue();
    }

    @Test
    void deliversWhatAFileHoldsInItsOrder() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("exports"));
        lookup.set("source.scripted.folder", folder.toString())
                .set("source.scripted.quiet-period", "0s")
                .set("source.scripted.poll-interval", "100ms");
        Files.writeString(folder.resolve("export.csv"), ScriptedSource.lines(10_000));

        try (Gateway gateway = start()) {
            await().until(() -> delivered(gateway) == 10_000);
            await().until(() -> Files.exists(folder.resolve("done/export.csv")));
            assertThat(gateway.sources())
                    .singleElement()
                    .satisfies(status -> assertThat(status.totals().events()).isEqualTo(10_000));
        }
    }

    @Test
    void aDeletedPersonIsTakenOutOfTheFilesThatWerePickedUp() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("exports"));
        lookup.set("source.scripted.folder", folder.toString())
                .set("source.scripted.quiet-period", "0s")
                .set("source.scripted.poll-interval", "100ms");
        Files.writeString(folder.resolve("export.csv"), "ann:m1\nben:m2\nann:m3\n");

        try (Gateway gateway = start()) {
            await().until(() -> Files.exists(folder.resolve("done/export.csv")));
            gateway.intake()
                    .accept(
                            new Route("door", List.of("out"), true),
                            List.of(TestEvents.delete("d1", "ann"), TestEvents.delete("d2", "dora")),
                            List.of())
                    .join();

            await().until(() -> files(gateway, "dora").isPresent());
            assertThat(files(gateway, "ann")).hasValue(new Deletions.Store("picked-up files", 2, 0, 0));
            assertThat(files(gateway, "dora")).hasValue(new Deletions.Store("picked-up files", 0, 1, 0));
            assertThat(folder.resolve("done/export.csv")).hasContent("      \nben:m2\n      \n");
        }
    }

    private static Optional<Deletions.Store> files(Gateway gateway, String userId) {
        return gateway.deletions().receipts("out", new Person(userId)).stream()
                .flatMap(receipt -> receipt.stores().stream())
                .filter(store -> store.name().equals("picked-up files"))
                .findFirst();
    }

    @Test
    void listsEverythingThatIsWrongWithASourceAndStartsTheOthers() {
        lookup.set("sources", "scripted,nowhere,broken")
                .set("source.broken.plugin", "scripted")
                .set("source.broken.folder", "relative")
                .set("source.broken.pattern", "{")
                .set("source.broken.to", "nobody");

        try (Gateway gateway = start()) {
            assertThat(gateway.sources())
                    .extracting(SourceStatus::state)
                    .containsExactly(SourceState.RECEIVING, SourceState.BAD_SETTINGS, SourceState.BAD_SETTINGS);
            assertThat(gateway.sources().get(1).faults())
                    .extracting(SettingFault::key)
                    .containsExactly("source.nowhere.plugin");
            assertThat(gateway.sources().get(2).faults())
                    .extracting(SettingFault::key)
                    .containsExactlyInAnyOrder("source.broken.to", "source.broken.folder", "source.broken.pattern");
            assertThat(gateway.source("scripted")).isPresent();
            assertThat(gateway.source("broken")).isEmpty();
        }
    }

    @Test
    void saysThatAFolderIsMissingAndRunsAllTheSame() {
        lookup.set("source.scripted.folder", temporary.resolve("nowhere").toString());

        try (Gateway gateway = start()) {
            await().until(() -> gateway.sources().get(0).state() == SourceState.WAITING);
            assertThat(gateway.sources().get(0).reason().orElseThrow().text()).contains("does not exist");
        }
    }

    private Gateway start() {
        lookup.set("gateway.data-folder", temporary.resolve("data").toString());
        return Gateway.start(new GatewaySetup(lookup, List.of(out, source), Clock.systemUTC(), Thread::new));
    }

    private static long delivered(Gateway gateway) {
        return gateway.connection("out").orElseThrow().status().balance().delivered();
    }
}
