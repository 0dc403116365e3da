package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The unaltered WAR, deployed by Arquillian, seen from outside. */
@Tag(ServerUnderTest.NAMED)
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AsClientIT {
    /** The gateway's data outlive a run of the tests, and it recognises repeats: each run has ids of its own. */
    private static final String RUN =
            Long.toHexString(ThreadLocalRandom.current().nextLong());

    private final Smc smc = Sandbox.smc();

    @ArquillianResource
    @SuppressWarnings("NullAway.Init") // Arquillian sets it
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return DeployedWar.archive();
    }

    @Test
    void aBatchArrivesInOrder() throws IOException {
        HttpResponse<String> reply = gateway().post("/v1/batch", """
                {"batch":[
                  {"type":"track","userId":"u-client","event":"One","messageId":"client-1-%1$s","properties":{"n":1}},
                  {"type":"track","userId":"u-client","event":"Two","messageId":"client-2-%1$s","properties":{"n":2}}]}""".formatted(RUN));

        assertThat(reply.body()).isEqualTo("{\"success\":true}");
        assertThat(reply.statusCode()).isEqualTo(200);
        List<String> ids = List.of("client-1-" + RUN, "client-2-" + RUN);
        await().atMost(30, SECONDS).until(() -> smc.eventIds().containsAll(ids));
        assertThat(smc.loadedEventIds().stream().filter(ids::contains).distinct())
                .isEqualTo(ids);
    }

    @Test
    void aBadEventIsNamedAndItsNeighbourArrives() throws IOException {
        HttpResponse<String> reply = gateway().post("/v1/batch", """
                {"batch":[
                  {"type":"track","event":"Nobody's","messageId":"client-bad-%1$s"},
                  {"type":"track","userId":"u-client","event":"Good","messageId":"client-good-%1$s"}]}""".formatted(RUN));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("\"index\":0", "no_user_anon_id");
        await().atMost(30, SECONDS).until(() -> smc.eventIds().contains("client-good-" + RUN));
    }

    @Test
    void theServerRunsTheFilesThatWereBuilt() throws IOException {
        Path apps = Path.of(System.getProperty("it.work"), "arquillian-usr/servers/arquillian");
        try (Stream<Path> files = Files.walk(apps)) {
            List<Path> wars =
                    files.filter(file -> file.toString().endsWith(".war")).toList();
            assertThat(wars).hasSize(1);
            assertThat(DeployedWar.sha256OfEachFile(wars.get(0)))
                    .isEqualTo(DeployedWar.sha256OfEachFile(DeployedWar.built()));
        }
    }

    @Test
    void anUnknownPathIsAnsweredInJson() throws IOException {
        HttpResponse<String> reply = gateway().post("/v1/nonsense", "{}");

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).contains("json");
    }

    private Gateway gateway() {
        return new Gateway(base.toString().replaceAll("/$", ""));
    }
}
