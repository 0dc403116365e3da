package org.eventgateway.war.door;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.eventgateway.engine.log.LogUnavailableException;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.Reason;
import org.eventgateway.trackingapi.parser.BodyRefusedException;
import org.eventgateway.war.http.JsonText;
import org.eventgateway.war.http.Reply;
import org.eventgateway.war.http.UnacceptableBodyException;

/**
 * The answers of both doors. Every one carries JSON: the Java library takes a 2xx without for an I/O failure and sends again, and the
 * Python library wants {@code code} and {@code message} in an error (Segment's libraries).
 */
public final class Answers {
    private static final System.Logger LOG = System.getLogger(Answers.class.getName());
    private static final String SUCCESS = "{\"success\":true}";
    private static final Duration START_RETRY = Duration.ofSeconds(10);
    private static final Duration MEMORY_RETRY = Duration.ofSeconds(5);

    private Answers() {}

    static Reply success(int status) {
        return Reply.of(status, SUCCESS);
    }

    static Reply success(int status, List<EventError> errors) {
        return errors.isEmpty()
                ? success(status)
                : Reply.of(status, JsonText.object(json -> {
                    json.writeBooleanField("success", true);
                    write(json, errors);
                }));
    }

    static Reply filtered(Reason reason) {
        return Reply.of(200, JsonText.object(json -> {
            json.writeBooleanField("success", true);
            json.writeStringField("status", "filtered");
            write(json, reason);
        }));
    }

    /** An answer that says no. */
    public static Reply failure(int status, Reason reason) {
        return failure(status, reason, List.of());
    }

    static Reply failure(int status, Reason reason, List<EventError> errors) {
        return Reply.of(status, JsonText.object(json -> {
            json.writeBooleanField("success", false);
            write(json, reason);
            if (!errors.isEmpty()) {
                write(json, errors);
            }
        }));
    }

    /** The store did not take the events: whoever sent them keeps them and comes again. */
    static Reply notStored(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof LogUnavailableException unavailable) {
            return unavailable(
                    new Reason("store_unavailable", Category.INTERNAL, String.valueOf(unavailable.getMessage())),
                    unavailable.retryAfter());
        }
        // A message may quote data; the class and the trace are enough to find the fault.
        LOG.log(
                System.Logger.Level.ERROR,
                "Storing events failed with " + cause.getClass().getName(),
                cause);
        return failure(500, Reason.internal("internal_error", "The gateway failed; its log says how. Send again."));
    }

    /** A body that cannot be read, or not now. */
    static Reply refused(UnacceptableBodyException refusal) {
        return refusal.status() == 503
                ? unavailable(refusal.reason(), MEMORY_RETRY)
                : failure(refusal.status(), refusal.reason());
    }

    /** A body that makes no sense, or for whose events there is no memory now. */
    static Reply refused(BodyRefusedException refusal) {
        return refusal.reason().category() == Category.THROTTLED
                ? unavailable(refusal.reason(), MEMORY_RETRY)
                : failure(400, refusal.reason());
    }

    /** The gateway does not run: its settings are wrong, or it starts or stops. */
    public static Reply notRunning() {
        return unavailable(
                Reason.configuration(
                        "gateway_not_running", "The gateway is not running; its log and its readiness check say why."),
                START_RETRY);
    }

    /** It took too long to store the events; they may be stored all the same, and are recognised when they come again. */
    public static Reply late() {
        return unavailable(
                Reason.internal("store_slow", "Storing the events took too long. Send them again."), START_RETRY);
    }

    private static Reply unavailable(Reason reason, Duration retryAfter) {
        return failure(503, reason).with("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }

    private static void write(JsonGenerator json, Reason reason) throws IOException {
        json.writeStringField("code", reason.code());
        json.writeStringField("message", reason.text());
    }

    private static void write(JsonGenerator json, List<EventError> errors) throws IOException {
        json.writeArrayFieldStart("errors");
        for (EventError error : errors) {
            json.writeStartObject();
            json.writeNumberField("index", error.index());
            if (error.messageId().isPresent()) {
                json.writeStringField("messageId", error.messageId().get());
            }
            write(json, error.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
