package org.eventgateway.war;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.Config;
import org.eventgateway.engine.log.Deletions;
import org.eventgateway.engine.plugins.FoundPlugins;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.settings.SettingsException;
import org.eventgateway.trackingapi.parser.CallHint;
import org.eventgateway.war.http.Reply;
import org.eventgateway.war.http.RequestHead;
import org.eventgateway.war.ops.DeadLetterView;
import org.eventgateway.war.ops.Problem;
import org.eventgateway.war.ops.ProblemException;
import org.eventgateway.war.ops.ReceiptView;
import org.eventgateway.war.ops.ReplayView;
import org.eventgateway.war.ops.StoreView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell on a real gateway with a real store: from the door to the destination, and what an operator sees of it. */
class ShellTest {
    private static final RequestHead LOCAL = new RequestHead(Map.of("host", "localhost"), true);

    private final RecordingPlugin plugin = new RecordingPlugin();

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void start() {
        shell = Shell.start(
                config(Map.of()),
                new FoundPlugins(List.of(plugin), List.of()),
                Clock.systemUTC(),
                Executors.defaultThreadFactory());
    }

    @AfterEach
    void stop() {
        shell.close();
    }

    private Config config(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "gateway.data-folder", folder.toString(),
                "destinations", "main,broken",
                "destination.main.plugin", "recording",
                "destination.main.token", "${untouched}",
                "destination.broken.plugin", "recording",
                "gateway.routes.tracking", "main",
                "gateway.routes.partner", "main"));
        settings.putAll(more);
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }

    @Test
    void carriesAnEventFromTheDoorToTheDestination() {
        assertThat(track("hello")).isEqualTo(Reply.of(200, "{\"success\":true}"));
        await().until(() -> !plugin.delivered.isEmpty());
        assertThat(plugin.delivered).extracting(Event::name).containsExactly(Optional.of("hello"));
    }

    @Test
    void showsConnectionsWithTheirLedgerAndFaults() {
        track("hello");
        track("noise");
        await().until(() -> shell.operators().connection("main").ledger().delivered() == 1);
        await().until(() -> shell.operators().connection("main").balanceChecked() != null);
        assertThat(shell.operators().connections().connections())
                .satisfiesExactly(
                        main -> {
                            assertThat(main.state()).isEqualTo("delivering");
                            assertThat(main.ledger().filtered()).containsEntry("noise", 1L);
                            assertThat(main.ledger().addsUp()).isTrue();
                            assertThat(main.balanced()).isTrue();
                        },
                        broken -> {
                            assertThat(broken.state()).isEqualTo("bad-settings");
                            assertThat(broken.faults())
                                    .singleElement()
                                    .satisfies(fault -> assertThat(fault.key()).isEqualTo("destination.broken.token"));
                        });
    }

    @Test
    void showsTheStoreWithWhatItRemembers() throws Exception {
        track("hello");

        StoreView store = shell.operators().store();

        assertThat(store.rememberedIds()).isEqualTo(1);
        assertThat(store.forgottenIds()).isZero();
        assertThat(store.budgetBytes()).isEqualTo(10_000_000_000L);
        try (Jsonb json = JsonbBuilder.create()) {
            assertThat(json.toJson(store))
                    .contains("\"usedBytes\":", "\"rememberedSince\":\"2")
                    .doesNotContain("problem");
        }
    }

    @Test
    void showsTheEventOfADeadLetterOnlyInItsOwnView() {
        track("poison");
        DeadLetterView listed = awaitDeadLetter();
        try (Jsonb json = JsonbBuilder.create()) {
            assertThat(json.toJson(listed)).doesNotContain("jane@example.org").contains("\"code\":\"poison\"");
            DeadLetterView whole = shell.operators().deadLetter("main", listed.id());
            assertThat(json.toJson(whole)).contains("jane@example.org");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void replaysAndDiscardsDeadLetters() {
        track("poison");
        long id = awaitDeadLetter().id();
        assertThat(shell.operators().previewDeadLetter("main", id).requests()).hasSize(1);
        ReplayView replayed = shell.operators().replay("main", LOCAL, ids(id), "test");
        assertThat(replayed).isEqualTo(new ReplayView(1, 1, 0, List.of()));
        long again = awaitDeadLetter().id();
        assertThat(shell.operators().discard("main", LOCAL, ids(again), "test").done())
                .isEqualTo(1);
        assertThat(shell.operators().connection("main").ledger().discarded()).isEqualTo(1);
        assertThat(shell.operators().deeds("main").deeds())
                .extracting(deed -> deed.who() + " " + deed.action() + " " + deed.count())
                .containsExactly("test discard 1", "test replay 1");
    }

    @Test
    void givesAReceiptForADeletedPerson() {
        track("hello");
        shell.partnerDoor()
                .take(Optional.empty(), LOCAL, body("{\"type\":\"delete\",\"userId\":\"jane@example.org\"}"))
                .join();

        ReceiptView receipt = await().until(
                        () -> shell.operators().deletions("main").deletions(),
                        found -> !found.isEmpty() && found.get(0).state().equals("wiped"))
                .get(0);

        assertThat(receipt.stores())
                .extracting(Deletions.Store::name)
                .contains("event log", "dead letters", "traits set since");
        assertThat(receipt.toString()).doesNotContain("jane");
        assertThat(shell.operators()
                        .deletionsOf("main", LOCAL, body("{\"userId\":\"jane@example.org\"}"))
                        .deletions())
                .containsExactly(receipt);
        assertThat(shell.operators()
                        .deletionsOf("main", LOCAL, body("{\"userId\":\"ben\"}"))
                        .deletions())
                .isEmpty();
    }

    @Test
    void previewsAndChecks() {
        assertThat(shell.operators()
                        .preview("main", LOCAL, body("{\"type\":\"page\",\"userId\":\"u\"}"))
                        .requests())
                .hasSize(1);
        assertThat(shell.operators().check("main").passed()).isTrue();
        assertThat(shell.operators().check("broken").passed()).isFalse();
        assertThat(shell.operators().plugins().plugins())
                .singleElement()
                .satisfies(view -> assertThat(view.version()).isEqualTo("1.2.3"));
    }

    @Test
    void answersAnOperatorsMistakesWithProblems() {
        assertProblem(404, () -> shell.operators().check("nobody"));
        assertProblem(404, () -> shell.operators().deadLetter("main", 4_711));
        assertProblem(404, () -> shell.operators().previewDeadLetter("main", 4_711));
        assertProblem(400, () -> shell.operators().deletionsOf("main", LOCAL, body("{\"userId\":7}")));
        assertProblem(400, () -> shell.operators().preview("main", LOCAL, body("{")));
        assertProblem(400, () -> shell.operators().preview("main", LOCAL, body("{\"type\":\"page\"}")));
        assertProblem(400, () -> shell.operators().replay("main", LOCAL, body("{\"ids\":[]}"), "test"));
        assertProblem(400, () -> shell.operators().replay("main", LOCAL, body("{\"ids\":[1e99]}"), "test"));
        assertProblem(400, () -> shell.operators().deadLetters("main", name -> Optional.of("x")));
    }

    @Test
    void closesTheOperatorApiToAllWithoutItsKeyOnceWriteKeysAreSet() {
        assertThat(shell.operatorAccess().refusal(LOCAL)).isEmpty();
        shell.close();
        shell = Shell.start(
                config(Map.of("gateway.write-keys", "web=k")),
                new FoundPlugins(List.of(plugin), List.of()),
                Clock.systemUTC(),
                Executors.defaultThreadFactory());
        assertThat(shell.operatorAccess().refusal(LOCAL)).map(Problem::code).contains("operator_key_not_set");
    }

    @Test
    void namesEveryWrongSettingOfTheDoors() {
        Config wrong = config(Map.of("gateway.body-limit", "much", "gateway.require-signature", "maybe"));
        assertThatThrownBy(() -> Shell.start(
                        wrong,
                        new FoundPlugins(List.of(plugin), List.of()),
                        Clock.systemUTC(),
                        Executors.defaultThreadFactory()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("gateway.body-limit")
                .hasMessageContaining("gateway.require-signature");
    }

    @Test
    void doesNotTakeOneOperatorKeyWithACommaForTwo() {
        Config wrong = config(Map.of("gateway.operator-key", "s3cr3t,m0re"));
        assertThatThrownBy(() -> Shell.start(
                        wrong,
                        new FoundPlugins(List.of(plugin), List.of()),
                        Clock.systemUTC(),
                        Executors.defaultThreadFactory()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("gateway.operator-key")
                .hasMessageNotContainingAny("s3cr3t", "m0re");
    }

    private static void assertProblem(int status, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(status));
    }

    private DeadLetterView awaitDeadLetter() {
        return await().until(
                        () -> shell.operators()
                                .deadLetters("main", name -> Optional.empty())
                                .deadLetters(),
                        found -> !found.isEmpty())
                .get(0);
    }

    private Reply track(String event) {
        String text = "{\"type\":\"track\",\"userId\":\"jane@example.org\",\"event\":\"" + event + "\"}";
        return shell.trackingDoor()
                .take(CallHint.single(org.eventgateway.plugin.event.EventType.TRACK), LOCAL, body(text))
                .join();
    }

    private static InputStream ids(long id) {
        return body("{\"ids\":[" + id + "]}");
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
