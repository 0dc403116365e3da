package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.eventgateway.sandbox.fault.Fault;
import org.eventgateway.sandbox.fault.FaultKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SandboxServerTest {
    private final SandboxServer server = SandboxServer.start(SandboxConfig.defaults());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        URI target = URI.create(server.url() + path);
        return client.send(
                HttpRequest.newBuilder(target)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("X-ApiKey", "sandbox-key:sandbox-secret")
                        .header("Content-Type", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> load() throws IOException, InterruptedException {
        return send(
                "POST",
                "/Portal/Api/organizations/Segment%20Connector/lists/segment_events/data/load"
                        + "?keyFields=EVENT_ID&fields=EVENT_ID,EVENT_TYPE",
                "[[\"e-1\",\"track\"]]");
    }

    @Test
    void servesTheApiOverHttp() throws Exception {
        assertThat(load().body()).contains("\"number_of_inserted_records\":1");
    }

    @Test
    void readsTheBodyOfADelete() throws Exception {
        load();
        String path = "/Portal/Api/organizations/Segment%20Connector/lists/segment_events/data"
                + "?keyFields=EVENT_ID&fields=EVENT_ID";
        assertThat(send("DELETE", path, "[[\"e-1\"]]").body()).contains("\"number_of_deleted_records\":1");
    }

    @Test
    void offersTheControlApi() throws Exception {
        load();
        assertThat(send("GET", "/sandbox/journal?after=0&take=1", "").body()).contains("sandbox-key:***");
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET_AFTER", "LOST_ANSWER"})
    void dropsTheConnectionAfterTheWorkIsDone(FaultKind kind) {
        server.sandbox().faults().add(Fault.next(kind, "/data/load"));
        assertThatThrownBy(this::load).isInstanceOf(IOException.class);
        assertThat(server.sandbox().rows("Segment Connector", "segment_events")).hasSize(1);
    }

    @Test
    void dropsTheConnectionBeforeTheWorkIsDone() {
        server.sandbox().faults().add(Fault.next(FaultKind.RESET_BEFORE, "/data/load"));
        assertThatThrownBy(this::load).isInstanceOf(IOException.class);
        assertThat(server.sandbox().rows("Segment Connector", "segment_events")).isEmpty();
    }

    @Test
    void dripsAWholeReply() throws Exception {
        server.sandbox().faults().add(Fault.next(FaultKind.DRIP, "/data/load").lasting(Duration.ofNanos(1)));
        assertThat(load().body()).endsWith("\"invalid_records\":null}");
    }

    @Test
    void answersANameThatHoldsPercentSignsAfterDecodingOnce() throws Exception {
        assertThat(send("GET", "/Portal/Api/organizations/ACME%2520", "").body())
                .contains("there is no organization ACME%20");
    }
}
