package org.eventgateway.simulation;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.sandbox.Sandbox;
import org.eventgateway.sandbox.SandboxConfig;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.http.SandboxRequest;
import org.eventgateway.sandbox.journal.JournalLimits;

/**
 * SMC, as the sandbox plays it, on the virtual clock: work takes time, some of it goes on after the caller is gone, some loads are
 * refused as a whole, and one column is shorter than SMC says.
 */
final class RemoteSmc {
    static final String ORGANIZATION = "ACME";
    static final String EVENTS = "segment_events";
    static final String USERS = "USERS_SEGMENT";
    /** A load with this text anywhere is refused as a whole. */
    static final String POISON = "poison-400";

    /** A load of members with this text anywhere is refused as a whole. */
    static final String BAD_MEMBER = "member-400";

    /** What the column NAME really takes; SMC says {@value #NAME_SAID}. */
    static final int NAME_TAKES = 100;

    private static final int NAME_SAID = 200;

    private static final List<String> COUNTERS = List.of(
            "number_of_inserted_records",
            "number_of_updated_records",
            "number_of_duplicate_records",
            "number_of_deleted_records",
            "number_of_records_not_found");

    private static final JsonProvider JSON = JsonProvider.provider();

    private final Sandbox sandbox;
    private final VirtualClock clock;
    private final Limits limits;
    private final Door door;
    private final Absences absences;
    private final Growth growth;
    private final Set<String> firstArrivals = new LinkedHashSet<>();
    private final Set<String> onceRefused = new HashSet<>();
    private int requests;

    RemoteSmc(VirtualClock clock, Limits limits, Door door, Absences absences, Growth growth) {
        this.door = door;
        this.absences = absences;
        this.growth = growth;
        this.clock = clock;
        this.limits = limits;
        this.sandbox = Sandbox.create(
                SandboxConfig.defaults().withClock(clock).withJournalLimits(new JournalLimits(1, 1_000, 1_000)));
    }

    /**
     * A request on its way.
     *
     * @param target path and query
     * @param key the value of the header X-ApiKey
     */
    record Request(String method, String target, String key, String body) {
        boolean isBulk() {
            return target.contains("/data/load?") || target.contains("/data?");
        }

        boolean isListLoad() {
            return target.contains("/data/load?") && !target.contains("/segments/");
        }

        boolean isLoad() {
            return target.contains("/data/load?");
        }

        boolean isMemberLoad() {
            return isLoad() && target.contains("/segments/");
        }

        /** Whether it looks for the rows of a person, or deletes them. */
        boolean isOfDeletion() {
            return target.contains("/data/search") || (isBulk() && !isLoad() && !target.contains("/segments/"));
        }

        boolean isOfList() {
            return target.contains("/lists/");
        }

        boolean asksForFields() {
            return target.endsWith("/fields");
        }

        /** The columns that it names. */
        Set<String> fields() {
            String query = target.substring(at(target, '?'));
            int from = query.indexOf("fields=");
            if (from < 0) {
                return Set.of();
            }
            String rest = query.substring(from + "fields=".length());
            return Set.of(rest.substring(0, at(rest, '&')).split("%2C"));
        }

        String list() {
            String rest = target.substring(target.indexOf("/lists/") + "/lists/".length());
            return rest.substring(0, Math.min(at(rest, '/'), at(rest, '?')));
        }

        private static int at(String text, char mark) {
            int at = text.indexOf(mark);
            return at < 0 ? text.length() : at;
        }

        JsonArray rows() {
            return isBulk() ? parse(bytes()).asJsonArray() : JsonValue.EMPTY_JSON_ARRAY;
        }

        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }

        Request with(JsonArray rows) {
            return new Request(method, target, key, rows.toString());
        }

        /** What makes two calls the same. Deletions from a list may follow each other whatever became of them: none undoes another. */
        String identity() {
            boolean deletion = isBulk() && isOfDeletion();
            return method + target + (deletion ? "" : body.hashCode());
        }
    }

    /** A request is on its way, and may get lost on it. */
    void sent(Request request) {
        requests++;
        limits.sent(request, clock.instant());
    }

    /** Works on a request for a while, and answers. */
    SandboxReply handle(Request request, Duration duration) {
        limits.works(request, clock.instant().plus(duration));
        SandboxReply reply = work(request);
        clock.advance(duration);
        return reply;
    }

    /** Our side has got an answer. */
    void arrived(Request request, SandboxReply reply) {
        if (reply.status() == 429 || reply.status() == 503) {
            toldToWait(reply).ifPresent(until -> limits.toldToWait(request.key(), until));
        }
    }

    private Optional<Instant> toldToWait(SandboxReply reply) {
        Optional<String> reset = Optional.ofNullable(reply.headers().get("X-RateLimit-Reset"));
        Optional<String> told =
                reset.or(() -> Optional.ofNullable(reply.headers().get("Retry-After")));
        return told.map(text -> text.endsWith("GMT")
                ? Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text))
                : clock.instant().plusSeconds(Long.parseLong(text)));
    }

    /** Works on a request in the end, when nobody waits any more. */
    void handleLate(Request request, Duration after) {
        Instant then = clock.instant().plus(after);
        limits.works(request, then);
        clock.plan(then, () -> work(request));
    }

    /**
     * Takes all rows but some.
     *
     * @param told of which of those it is said
     * @param base from where it counts them; below zero it only says that there are some
     */
    SandboxReply handlePart(Request request, List<Integer> failing, List<Integer> told, int base) {
        JsonArray rows = request.rows();
        JsonArrayBuilder taken = JSON.createArrayBuilder();
        for (int place = 0; place < rows.size(); place++) {
            if (failing.contains(place)) {
                onceRefused.add(rows.getJsonArray(place).get(0).toString());
            } else {
                taken.add(rows.get(place));
            }
        }
        SandboxReply reply = work(request.with(taken.build()));
        JsonValue result = reply.status() == 200 ? parse(reply.body()) : JsonValue.NULL;
        if (!(result instanceof JsonObject object) || !object.containsKey("number_of_failed_records")) {
            return reply;
        }
        JsonArrayBuilder invalid = JSON.createArrayBuilder();
        told.forEach(place -> invalid.add(invalid(place, base)));
        JsonObjectBuilder changed = JSON.createObjectBuilder(object)
                .add("result_code", "PartiallySucceeded")
                .add("number_of_failed_records", object.getInt("number_of_failed_records") + failing.size())
                .add("invalid_records", invalid);
        return SandboxReply.json(200, changed.build());
    }

    private static JsonObject invalid(int place, int base) {
        JsonObjectBuilder record =
                JSON.createObjectBuilder().addNull("field_name").add("validation_code", "Unknown");
        return (base < 0 ? record : record.add("record_index", place + base)).build();
    }

    /** Leaves a row out of the counters of a result. */
    static SandboxReply unaccounted(SandboxReply reply) {
        if (reply.status() != 200 || !(parse(reply.body()) instanceof JsonObject result)) {
            return reply;
        }
        return COUNTERS.stream()
                .filter(counter -> result.getInt(counter, 0) > 0)
                .findFirst()
                .map(counter -> JSON.createObjectBuilder(result).add(counter, result.getInt(counter) - 1))
                .map(changed -> SandboxReply.json(200, changed.build()))
                .orElse(reply);
    }

    /** Does nothing and says so. */
    static SandboxReply fail() {
        return SandboxReply.json(
                200, JSON.createObjectBuilder().add("result_code", "Failed").build());
    }

    private SandboxReply work(Request request) {
        Instant now = clock.instant();
        Optional<SandboxReply> refusal = door.refuse(request, now).or(() -> absences.refuse(request, now));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (request.isListLoad() && request.body().contains(POISON)) {
            return SandboxReply.jsonString(400, "refused");
        }
        if (request.isMemberLoad() && request.body().contains(BAD_MEMBER)) {
            return SandboxReply.jsonString(400, "refused");
        }
        SandboxReply reply = sandbox.handle(SandboxRequest.of(
                request.method(),
                request.target(),
                Map.of("X-ApiKey", Door.KEY, "Content-Type", "application/json"),
                request.bytes()));
        if (reply.status() == 429) {
            limits.quotaExceeded(clock.instant());
        }
        if (request.isListLoad() && request.list().equals(EVENTS) && reply.status() == 200) {
            request.rows().forEach(row -> firstArrivals.add(row.asJsonArray().getString(0)));
        }
        if (request.isBulk()
                && request.list().equals(USERS)
                && !request.target().contains("/segments/")) {
            growth.holds(logins());
        }
        return request.asksForFields() && reply.status() == 200 ? fields(request, reply, now) : reply;
    }

    private SandboxReply fields(Request request, SandboxReply reply, Instant now) {
        SandboxReply fields = request.list().equals(USERS) ? drifted(reply) : reply;
        JsonObject left = absences.without(parse(fields.body()).asJsonObject(), request.list(), now);
        return SandboxReply.json(200, left);
    }

    private Map<String, Long> logins() {
        Map<String, Long> logins = new HashMap<>();
        for (Map<String, Object> row : rows(USERS)) {
            if (row.get("LOGINS") instanceof Number number) {
                logins.put(String.valueOf(row.get("CUSTOMER_ID")), number.longValue());
            }
        }
        return logins;
    }

    private static SandboxReply drifted(SandboxReply reply) {
        String text = reply.bodyText()
                .replace("\"name\":\"NAME\",\"length\":" + NAME_TAKES, "\"name\":\"NAME\",\"length\":" + NAME_SAID);
        return reply.withBody(text.getBytes(StandardCharsets.UTF_8));
    }

    List<Map<String, Object>> rows(String list) {
        return sandbox.rows(ORGANIZATION, list);
    }

    List<Map<String, Object>> members(String segment) {
        return sandbox.members(ORGANIZATION, USERS, segment);
    }

    /** The keys of the events list in the order in which they first arrived, without those that SMC refused at first. */
    List<String> firstArrivals() {
        List<String> arrivals = new ArrayList<>(firstArrivals);
        arrivals.removeIf(id -> onceRefused.contains("\"" + id + "\""));
        return arrivals;
    }

    int requests() {
        return requests;
    }

    private static JsonValue parse(byte[] body) {
        try (var reader = JSON.createReader(new ByteArrayInputStream(body))) {
            return reader.readValue();
        }
    }
}
