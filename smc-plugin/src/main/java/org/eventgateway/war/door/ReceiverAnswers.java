package org.eventgateway.war.door;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import org.eventgateway.engine.log.LogUnavailableException;
import org.eventgateway.engine.source.Received;
import org.eventgateway.engine.source.Refusal;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.Reason;
import org.eventgateway.war.http.JsonText;
import org.eventgateway.war.http.Reply;

/** The answers of the receiver door: plain JSON that says what was stored, or a problem (RFC 9457) that says why nothing was. */
final class ReceiverAnswers {
    private static final Duration RETRY = Duration.ofSeconds(10);

    private ReceiverAnswers() {}

    /** Says what was stored; a request that holds bad records only is the sender's to correct. */
    static Reply received(Received received) {
        boolean allRefused =
                received.totals().events() == 0 && received.totals().refused() > 0;
        if (allRefused) {
            Reason first = received.refusals().get(0).reason();
            return Reply.of(400, JsonText.object(json -> {
                problem(json, 400, first);
                counts(json, received);
            }));
        }
        return Reply.of(200, JsonText.object(json -> {
            json.writeBooleanField("success", true);
            counts(json, received);
        }));
    }

    /** The source did not let the request in, or could not read any of it. */
    static Reply refused(Reason reason) {
        return switch (reason.category()) {
            case CONFIGURATION -> failure(401, reason).with("WWW-Authenticate", "Basic realm=\"event-gateway\"");
            case EVENT -> failure(400, reason);
            case REMOTE, THROTTLED -> unavailable(reason);
            case INTERNAL -> failure(500, reason);
        };
    }

    static Reply failure(int status, Reason reason) {
        return Reply.of(status, JsonText.object(json -> problem(json, status, reason)));
    }

    static Reply unavailable(Reason reason) {
        return unavailable(reason, RETRY);
    }

    static Reply unavailable(LogUnavailableException e) {
        return unavailable(
                new Reason("store_unavailable", Category.INTERNAL, String.valueOf(e.getMessage())), e.retryAfter());
    }

    private static Reply unavailable(Reason reason, Duration retryAfter) {
        return failure(503, reason).with("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }

    private static void problem(JsonGenerator json, int status, Reason reason) throws IOException {
        json.writeStringField("type", "about:blank");
        json.writeStringField("title", title(status));
        json.writeNumberField("status", status);
        json.writeStringField("code", reason.code());
        json.writeStringField("detail", reason.text());
    }

    private static String title(int status) {
        return switch (status) {
            case 401 -> "Unauthorized";
            case 404 -> "Not found";
            case 408 -> "Request timeout";
            case 415 -> "Unsupported encoding";
            case 500 -> "Internal error";
            case 503 -> "Service unavailable";
            default -> "Bad request";
        };
    }

    private static void counts(JsonGenerator json, Received received) throws IOException {
        json.writeNumberField("events", received.totals().events());
        json.writeNumberField("repeats", received.totals().repeats());
        json.writeNumberField("refused", received.totals().refused());
        if (!received.refusals().isEmpty()) {
            json.writeArrayFieldStart("errors");
            for (Refusal refusal : received.refusals()) {
                json.writeStartObject();
                json.writeNumberField("position", refusal.position());
                json.writeStringField("code", refusal.reason().code());
                json.writeStringField("message", refusal.reason().text());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }
}
