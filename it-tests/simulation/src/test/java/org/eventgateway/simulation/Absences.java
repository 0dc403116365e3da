package org.eventgateway.simulation;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.sandbox.http.SandboxReply;

/** Names that SMC does not know for a while: a configured list, or a column of one. */
final class Absences {
    /** So long SMC stands by a refusal: whoever asks back hears the same, as long as nobody has acted. */
    private static final Duration SAME_ANSWER = Weather.NAMES_FLICKER ? Duration.ZERO : Duration.ofMinutes(3);

    private final List<Absence> all;
    private final Coverage coverage;
    private final Map<Absence, Instant> lastRefusals = new HashMap<>();

    Absences(List<Absence> all, Coverage coverage) {
        this.all = all;
        this.coverage = coverage;
    }

    /**
     * A name that is not known for a while.
     *
     * @param list the list, or whose column
     * @param column empty if the whole list is gone
     */
    record Absence(String list, String column, Instant from, Instant until) {
        private boolean concerns(RemoteSmc.Request request) {
            return request.isOfList()
                    && request.list().equals(list)
                    && (column.isEmpty() || request.fields().contains(column));
        }
    }

    /** How a request is refused that needs what is gone; empty if it needs nothing of the kind. */
    Optional<SandboxReply> refuse(RemoteSmc.Request request, Instant now) {
        for (Absence each : all) {
            if (isGone(each, now) && each.concerns(request)) {
                if (request.isBulk()) {
                    lastRefusals.put(each, now);
                }
                coverage.met(each.column().isEmpty() ? Incident.LIST_GONE : Incident.COLUMN_GONE);
                return Optional.of(
                        each.column().isEmpty()
                                ? SandboxReply.jsonString(404, "there is no such list")
                                : SandboxReply.jsonString(400, "there is no such field"));
            }
        }
        return Optional.empty();
    }

    /** Takes the columns that are gone out of the fields of a list. */
    JsonObject without(JsonObject fields, String list, Instant now) {
        var left = Json.createArrayBuilder();
        fields.getJsonArray("fields").stream()
                .filter(field -> all.stream()
                        .noneMatch(each -> isGone(each, now)
                                && each.list().equals(list)
                                && each.column().equals(field.asJsonObject().getString("name"))))
                .forEach(left::add);
        return Json.createObjectBuilder(fields).add("fields", left).build();
    }

    private boolean isGone(Absence absence, Instant now) {
        Instant asked = lastRefusals.getOrDefault(absence, Instant.MIN.plus(SAME_ANSWER));
        boolean stands = now.isBefore(asked.plus(SAME_ANSWER));
        return !now.isBefore(absence.from()) && (stands || now.isBefore(absence.until()));
    }
}
