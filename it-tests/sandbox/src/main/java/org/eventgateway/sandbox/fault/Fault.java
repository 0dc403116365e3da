package org.eventgateway.sandbox.fault;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.http.SandboxRequest;
import org.eventgateway.sandbox.http.Sending;
import org.eventgateway.sandbox.json.JsonText;

/**
 * One fault to be played.
 *
 * @param method the request's method; empty matches any
 * @param path found anywhere in the raw path
 * @param rows how many rows the body has at least; 0 matches any body
 * @param times how many requests it is played on
 * @param status the status answered by {@link FaultKind#STATUS}; not looked at otherwise
 * @param time how late a slow reply is, or the gap before each byte of a dripping one, or how much later the
 *     request of a late one is carried out; added to any other kind as a delay
 * @param headers headers added to the reply
 * @param body the body answered by {@link FaultKind#STATUS}; empty means SMC's failure envelope
 */
public record Fault(
        FaultKind kind,
        Optional<String> method,
        Pattern path,
        int rows,
        int times,
        int status,
        Duration time,
        Map<String, String> headers,
        Optional<String> body) {
    private static final String PAGE =
            "<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Back soon</body></html>";

    public Fault {
        if (rows < 0) {
            throw new IllegalArgumentException("a body has no fewer than 0 rows, was " + rows);
        }
        if (times < 1) {
            throw new IllegalArgumentException("a fault is played once at least, was " + times);
        }
        if (kind == FaultKind.STATUS && (status < 200 || status > 599)) {
            throw new IllegalArgumentException("a status is 200 to 599, was " + status);
        }
        if (time.isNegative()) {
            throw new IllegalArgumentException("a fault's time must not be negative");
        }
        headers = Map.copyOf(headers);
    }

    /** Makes a fault of a kind that needs no more to be said, for the next request whose path matches. */
    public static Fault next(FaultKind kind, String path) {
        return new Fault(
                kind,
                Optional.empty(),
                Pattern.compile(path),
                0,
                1,
                kind == FaultKind.STATUS ? 503 : 200,
                Duration.ZERO,
                Map.of(),
                Optional.empty());
    }

    /** Makes a fault that answers a status. */
    public static Fault status(int status, String path) {
        return next(FaultKind.STATUS, path).withStatus(status);
    }

    public Fault withStatus(int newStatus) {
        return new Fault(kind, method, path, rows, times, newStatus, time, headers, body);
    }

    public Fault times(int newTimes) {
        return new Fault(kind, method, path, rows, newTimes, status, time, headers, body);
    }

    public Fault on(String newMethod) {
        return new Fault(kind, Optional.of(newMethod), path, rows, times, status, time, headers, body);
    }

    /** Makes it spare calls of fewer rows. */
    public Fault onRows(int least) {
        return new Fault(kind, method, path, least, times, status, time, headers, body);
    }

    public Fault lasting(Duration newTime) {
        return new Fault(kind, method, path, rows, times, status, newTime, headers, body);
    }

    public Fault withHeaders(Map<String, String> newHeaders) {
        return new Fault(kind, method, path, rows, times, status, time, newHeaders, body);
    }

    public Fault withBody(String newBody) {
        return new Fault(kind, method, path, rows, times, status, time, headers, Optional.of(newBody));
    }

    boolean matches(SandboxRequest request) {
        return method.map(request.method()::equals).orElse(true)
                && path.matcher(request.rawPath()).find()
                && (rows == 0 || rowsOf(request) >= rows);
    }

    private static int rowsOf(SandboxRequest request) {
        return JsonText.read(request.body())
                .filter(JsonArray.class::isInstance)
                .map(body -> body.asJsonArray().size())
                .orElse(0);
    }

    /** Tells whether the request is carried out only some time after its connection was dropped. */
    public boolean isLate() {
        return kind == FaultKind.LATE;
    }

    /** Plays the fault on a request, which is carried out by the supplier if the kind says so. */
    public SandboxReply play(Supplier<SandboxReply> request) {
        SandboxReply reply = spoilt(kind.isCarriedOut() ? request.get() : instead());
        for (Map.Entry<String, String> header : headers.entrySet()) {
            reply = reply.withHeader(header.getKey(), header.getValue());
        }
        return kind == FaultKind.DRIP || kind == FaultKind.LATE ? reply : reply.delayedBy(time);
    }

    private SandboxReply spoilt(SandboxReply reply) {
        return switch (kind) {
            case STATUS, HTML, FAILED, SLOW -> reply;
            case RESET_BEFORE, LOST_ANSWER, LATE -> reply.sent(Sending.CUT);
            case RESET_AFTER -> reply.sent(Sending.CUT_IN_BODY);
            case DRIP -> reply.dripping(time);
            case EMPTY -> reply.withBody(new byte[0]);
            case TRUNCATED -> reply.withBody(Arrays.copyOf(reply.body(), reply.body().length / 2));
        };
    }

    private SandboxReply instead() {
        return switch (kind) {
            case STATUS ->
                body.map(text -> SandboxReply.of(status, contentType(text), text.getBytes(StandardCharsets.UTF_8)))
                        .orElseGet(() ->
                                SandboxReply.json(status, Replies.failure(resultCode(), "ERR", "fault on demand")));
            case HTML -> SandboxReply.of(200, "text/html; charset=utf-8", PAGE.getBytes(StandardCharsets.UTF_8));
            case FAILED -> SandboxReply.json(200, failed());
            case RESET_BEFORE, RESET_AFTER, LOST_ANSWER, LATE, SLOW, DRIP, EMPTY, TRUNCATED ->
                SandboxReply.text(200, "");
        };
    }

    private static String contentType(String text) {
        return JsonText.read(text.getBytes(StandardCharsets.UTF_8)).isPresent()
                ? "application/json; charset=utf-8"
                : "text/plain; charset=utf-8";
    }

    private String resultCode() {
        return status == 503 ? "ServiceUnavailable" : status >= 500 ? "InternalServerError" : "Failed";
    }

    /** A result in the shape of a load's, with nothing done. */
    private static JsonObject failed() {
        return JsonText.object()
                .add("errors", JsonText.array().add(Replies.error("ERR_FAILED", "fault on demand")))
                .add("result_code", "Failed")
                .add("number_of_inserted_records", 0)
                .add("number_of_updated_records", 0)
                .add("number_of_deleted_records", 0)
                .add("number_of_duplicate_records", 0)
                .add("number_of_records_not_found", 0)
                .add("number_of_failed_records", 0)
                .addNull("invalid_records")
                .build();
    }
}
