package org.eventgateway.war.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eventgateway.engine.route.Routes;
import org.eventgateway.engine.route.WriteKey;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.war.http.BodyMemory;
import org.eventgateway.war.http.BodyReader;
import org.eventgateway.war.http.RequestHead;

/** Requests and surroundings for the tests of the doors. */
final class Requests {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    static final Duration BODY_TIME = Duration.ofSeconds(30);
    static final Routes OPEN = new Routes(List.of(), Map.of(), List.of("smc"));
    static final Routes KEYED = new Routes(
            List.of(
                    new WriteKey("web", Secret.of("web-key"), false),
                    new WriteKey("server", Secret.of("server-key"), true)),
            Map.of("server", List.of("smc", "de")),
            List.of("smc"));

    private Requests() {}

    static BodyReader bodies(int limit) {
        return bodies(limit, new BodyMemory(Integer.MAX_VALUE));
    }

    static BodyReader bodies(int limit, BodyMemory memory) {
        return new BodyReader(limit, BODY_TIME, memory, CLOCK);
    }

    static RequestHead local(String... headers) {
        RequestHead head = head(true, headers);
        Map<String, String> all = new HashMap<>(head.headers());
        all.putIfAbsent("host", "localhost:9080");
        return new RequestHead(all, true);
    }

    static RequestHead remote(String... headers) {
        return head(false, headers);
    }

    private static RequestHead head(boolean local, String... headers) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return new RequestHead(all, local);
    }

    static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":").getBytes(UTF_8));
    }

    static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
