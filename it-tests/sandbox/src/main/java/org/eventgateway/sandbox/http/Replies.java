package org.eventgateway.sandbox.http;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.eventgateway.sandbox.json.JsonText;

/** SMC's envelopes around results of commands (vendor Swagger of 2020: command result and command failure). */
public final class Replies {
    private static final String VALIDATION = "ERR_VALIDATION";

    private Replies() {}

    /** Makes the envelope of a command that was carried out. */
    public static SandboxReply command(int status, String message) {
        return SandboxReply.json(status, succeeded().add("message", message).build());
    }

    /** Starts an object that already says it succeeded. */
    public static JsonObjectBuilder succeeded() {
        return JsonText.object().add("result_code", "Succeeded");
    }

    /** Makes the refusal of a request that breaks a rule: 400, {@code ERR_VALIDATION}. */
    public static RefusedRequest invalid(String description) {
        return refused(400, "ValidationFailed", VALIDATION, description);
    }

    /** Makes the refusal of a request that names something which does not exist: 404. */
    public static RefusedRequest notFound(String description) {
        return refused(404, "NotFound", VALIDATION, description);
    }

    /** Makes a refusal with SMC's failure envelope. */
    public static RefusedRequest refused(int status, String resultCode, String errorCode, String description) {
        return new RefusedRequest(SandboxReply.json(status, failure(resultCode, errorCode, description)));
    }

    /** Makes SMC's failure envelope. */
    public static JsonObject failure(String resultCode, String errorCode, String description) {
        JsonObject error = error(errorCode, description);
        return JsonText.object()
                .add("errors", JsonText.array().add(error))
                .add("result_code", resultCode)
                .add("message", "request refused")
                .build();
    }

    /** Makes one entry of an {@code errors} array. */
    public static JsonObject error(String errorCode, String description) {
        return JsonText.object()
                .add("error_code", errorCode)
                .add("description", description)
                .build();
    }
}
