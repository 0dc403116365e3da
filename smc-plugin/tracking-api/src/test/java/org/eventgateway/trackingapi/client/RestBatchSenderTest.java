package org.eventgateway.trackingapi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestBatchSenderTest {
    private static final Endpoint ENDPOINT = new Endpoint(
            URI.create("https://gateway.example/v1/batch"),
            new Credentials(AuthStyle.BEARER, "X-Write-Key", Secret.of("k")),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(50));

    private final CountDownLatch never = new CountDownLatch(1);
    private final List<Thread> made = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        never.countDown();
    }

    @Test
    void aClientWhoseCloseHangsWithItsCallHoldsUpNobodyAndPilesUpNoThreads() throws IOException {
        BatchBody body = new BatchBody(Optional.empty(), Instant.EPOCH, List.of(event()));
        RestBatchSender sender = new RestBatchSender(ENDPOINT, this::thread, () -> new StuckClient(never));

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int call = 0; call < 20; call++) {
                assertThat(sender.send(body)).isInstanceOf(Reply.Lost.class);
            }
            sender.close();
        });

        assertThat(made).hasSizeLessThanOrEqualTo(Watchdog.MOST_THREADS + Closer.MOST_THREADS);
    }

    private static WireEvent event() throws IOException {
        return WireEvent.of(Event.builder(EventType.TRACK, "m1", Instant.EPOCH)
                .userId("u")
                .payload("{}".getBytes(StandardCharsets.UTF_8))
                .build());
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        made.add(thread);
        return thread;
    }

    /** Hangs in a write to a peer that never reads, as under TLS, where a close waits for the write. */
    private record StuckClient(CountDownLatch never) implements TrackingApi {

        @Override
        public Response batch(BatchBody body) {
            hang();
            throw new IllegalStateException("the test is over");
        }

        @Override
        public void close() {
            hang();
        }

        private void hang() {
            boolean over = false;
            while (!over) {
                try {
                    never.await();
                    over = true;
                } catch (InterruptedException e) {
                    // A blocked write takes no notice of an interrupt.
                }
            }
        }
    }
}
