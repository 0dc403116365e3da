package org.eventgateway.simulation;

import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.smc.api.RequestBody;
import org.eventgateway.smc.api.SmcApi;
import org.jspecify.annotations.Nullable;

/**
 * The way from the destination to SMC: takes virtual time and lets calls fail. Used by the destination's call threads, one at a time.
 */
final class Wire implements SmcApi {
    /** What the destination is configured with; a call that is longer out is cut. */
    static final Duration TOTAL_TIMEOUT = Duration.ofSeconds(90);

    private final RemoteSmc smc;
    private final VirtualClock clock;
    private final Weather weather;
    private final OurSide ourSide;
    private Wires.@Nullable KeySource keys;

    Wire(RemoteSmc smc, VirtualClock clock, Weather weather, OurSide ourSide) {
        this.smc = smc;
        this.clock = clock;
        this.weather = weather;
        this.ourSide = ourSide;
    }

    /** The process at this end of the wire. */
    interface OurSide {
        boolean isDead();

        void die();

        /** What other threads of it do while a call is out. */
        void meanwhile();
    }

    void keys(Wires.KeySource source) {
        keys = source;
    }

    private Response call(String method, String path, Map<String, String> query, @Nullable RequestBody body) {
        try {
            RemoteSmc.Request request = request(method, path, query, body);
            SandboxReply reply = exchange(request);
            smc.arrived(request, reply);
            return response(reply);
        } catch (IOException e) {
            throw new jakarta.ws.rs.ProcessingException(e);
        }
    }

    private RemoteSmc.Request request(String method, String path, Map<String, String> query, @Nullable RequestBody body)
            throws IOException {
        StringBuilder target = new StringBuilder("/Portal/Api/").append(path);
        String separator = "?";
        for (Map.Entry<String, String> each : query.entrySet()) {
            target.append(separator)
                    .append(each.getKey())
                    .append('=')
                    .append(URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8));
            separator = "&";
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (body != null) {
            body.writeTo(out);
        }
        return new RemoteSmc.Request(
                method, target.toString(), Objects.requireNonNull(keys).header(), out.toString(StandardCharsets.UTF_8));
    }

    private SandboxReply exchange(RemoteSmc.Request request) throws IOException {
        if (ourSide.isDead()) {
            throw new SocketException("this process is dead");
        }
        int rows = request.rows().size();
        Mishap mishap = weather.next(clock.instant(), rows);
        clock.advance(weather.latency());
        ourSide.meanwhile();
        smc.sent(request);
        return switch (mishap) {
            case NONE -> smc.handle(request, weather.latency());
            case SLOW -> smc.handle(request, Duration.ofSeconds(weather.number(1, 60)));
            case NOT_REACHED -> throw new ConnectException("Connection refused");
            case RESET_BEFORE -> throw new SocketException("Connection reset");
            case LOST_ANSWER -> {
                smc.handle(request, weather.latency());
                throw new SocketException("Connection reset");
            }
            case RESET_AND_LATE -> {
                smc.handleLate(request, late());
                throw new SocketException("Connection reset");
            }
            case CUT -> {
                clock.advance(TOTAL_TIMEOUT);
                throw new SocketException("Socket closed");
            }
            case CUT_AND_LATE -> {
                smc.handleLate(request, TOTAL_TIMEOUT.plus(late()));
                clock.advance(TOTAL_TIMEOUT);
                throw new SocketException("Socket closed");
            }
            case QUOTA_429 ->
                SandboxReply.text(429, "API calls quota exceeded! maximum admitted 2500 per Minute.")
                        .withHeader("X-RateLimit-Remaining", "0")
                        .withHeader("X-RateLimit-Reset", Integer.toString(weather.number(1, 60)));
            case BUSY_429 -> busy();
            case BUSY_429_FOR -> notBefore(busy());
            case UNAUTHORIZED -> SandboxReply.jsonString(401, "Unauthorized");
            case REFUSED_400 -> SandboxReply.jsonString(400, "refused");
            case STATUS_408 -> SandboxReply.text(408, "too long");
            case STATUS_413 -> SandboxReply.text(413, "too large");
            case STATUS_500 -> SandboxReply.jsonString(500, "error");
            case STATUS_502 -> SandboxReply.text(502, "bad gateway");
            case STATUS_503 -> SandboxReply.text(503, "maintenance");
            case STATUS_503_FOR -> notBefore(SandboxReply.text(503, "maintenance"));
            case STATUS_504 -> SandboxReply.text(504, "too long");
            case STATUS_AND_LATE -> {
                smc.handleLate(request, late());
                yield SandboxReply.text(List.of(408, 502, 504).get(weather.number(0, 3)), "too long");
            }
            case HTML -> SandboxReply.of(200, "text/html", "<html>Maintenance</html>".getBytes(StandardCharsets.UTF_8));
            case EMPTY -> smc.handle(request, weather.latency()).withBody(new byte[0]);
            case TRUNCATED -> halved(smc.handle(request, weather.latency()));
            case FAILED -> RemoteSmc.fail();
            case PARTIAL -> {
                List<Integer> failing = weather.some(rows);
                yield smc.handlePart(request, failing, failing, weather.number(-1, 2));
            }
            case UNMENTIONED -> {
                List<Integer> failing = weather.some(rows);
                List<Integer> told = failing.subList(0, weather.number(0, failing.size()));
                yield smc.handlePart(request, failing, told, weather.number(-1, 2));
            }
            case UNACCOUNTED -> RemoteSmc.unaccounted(smc.handle(request, weather.latency()));
            case CRASH_BEFORE -> {
                ourSide.die();
                throw new SocketException("this process died");
            }
            case CRASH_AFTER -> {
                smc.handle(request, Duration.ZERO);
                ourSide.die();
                throw new SocketException("this process died");
            }
            case CRASH_AND_LATE -> {
                smc.handleLate(request, late());
                ourSide.die();
                throw new SocketException("this process died");
            }
        };
    }

    /** Within settle-time, as long as SMC is taken to work on what nobody waits for. */
    private Duration late() {
        return Duration.ofMillis(weather.number(1, 30_000));
    }

    private static SandboxReply busy() {
        return SandboxReply.text(429, "another bulk operation is running");
    }

    private SandboxReply notBefore(SandboxReply reply) {
        int seconds = weather.number(1, 60);
        Instant then = clock.instant().plusSeconds(seconds);
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atOffset(ZoneOffset.UTC));
        return reply.withHeader("Retry-After", weather.coin() ? Integer.toString(seconds) : date);
    }

    private static SandboxReply halved(SandboxReply reply) {
        return reply.withBody(java.util.Arrays.copyOf(reply.body(), reply.body().length / 2));
    }

    private static Response response(SandboxReply reply) {
        Response.ResponseBuilder builder = Response.status(reply.status());
        reply.headers().forEach(builder::header);
        return reply.body().length == 0
                ? builder.build()
                : builder.entity(new ByteArrayInputStream(reply.body())).build();
    }

    private static String pathOf(String organization, String list) {
        return "organizations/" + organization + "/lists/" + list;
    }

    private static Map<String, String> bulk(String keyFields, String fields) {
        return Map.of("keyFields", keyFields, "fields", fields);
    }

    @Override
    public Response status() {
        return call("GET", "status", Map.of(), null);
    }

    @Override
    public Response organization(String organization) {
        return call("GET", "organizations/" + organization, Map.of(), null);
    }

    @Override
    public Response lists(String organization, int take) {
        return call("GET", "organizations/" + organization + "/lists", Map.of("take", Integer.toString(take)), null);
    }

    @Override
    public Response list(String organization, String list) {
        return call("GET", pathOf(organization, list), Map.of(), null);
    }

    @Override
    public Response fields(String organization, String list) {
        return call("GET", pathOf(organization, list) + "/fields", Map.of(), null);
    }

    @Override
    public Response load(String organization, String list, String keyFields, String fields, RequestBody rows) {
        return call("POST", pathOf(organization, list) + "/data/load", bulk(keyFields, fields), rows);
    }

    @Override
    public Response delete(String organization, String list, String keyFields, String fields, RequestBody rows) {
        return call("DELETE", pathOf(organization, list) + "/data", bulk(keyFields, fields), rows);
    }

    @Override
    public Response search(String organization, String list, RequestBody search) {
        return call("POST", pathOf(organization, list) + "/data/search", Map.of(), search);
    }

    @Override
    public Response segments(String organization, String list, int take) {
        return call("GET", pathOf(organization, list) + "/segments", Map.of("take", Integer.toString(take)), null);
    }

    @Override
    public Response segment(String organization, String list, String segment) {
        return call("GET", pathOf(organization, list) + "/segments/" + segment, Map.of(), null);
    }

    @Override
    public Response addMembers(
            String organization, String list, String segment, String keyFields, String fields, RequestBody rows) {
        return call(
                "POST",
                pathOf(organization, list) + "/segments/" + segment + "/data/load",
                bulk(keyFields, fields),
                rows);
    }

    @Override
    public Response removeMembers(
            String organization, String list, String segment, String keyFields, String fields, RequestBody rows) {
        return call(
                "DELETE", pathOf(organization, list) + "/segments/" + segment + "/data", bulk(keyFields, fields), rows);
    }

    @Override
    public Response searchMembers(String organization, String list, String segment, RequestBody search) {
        return call("POST", pathOf(organization, list) + "/segments/" + segment + "/data/search", Map.of(), search);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
