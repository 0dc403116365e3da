package org.eventgateway.sandbox;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.http.SandboxRequest;
import org.eventgateway.sandbox.json.JsonText;

/** Calls a sandbox as a well-behaved client would; tests change what they want to be wrong. */
final class Client {
    static final String EVENTS = "/lists/segment_events";
    static final String USERS = "/lists/USERS_SEGMENT";
    static final String VIPS = USERS + "/segments/VIP_STATIC";

    private final Sandbox sandbox;
    private final String organization;
    private final Map<String, String> headers;

    private Client(Sandbox sandbox, String organization, Map<String, String> headers) {
        this.sandbox = sandbox;
        this.organization = organization;
        this.headers = headers;
    }

    static Client of(Sandbox sandbox) {
        return new Client(
                sandbox,
                "ACME",
                Map.of("X-ApiKey", "sandbox-key:sandbox-secret", "Content-Type", "application/json; charset=utf-8"));
    }

    Client withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Client(sandbox, organization, more);
    }

    Client withoutHeader(String name) {
        Map<String, String> fewer = new TreeMap<>(headers);
        fewer.remove(name);
        return new Client(sandbox, organization, fewer);
    }

    Client in(String encodedOrganization) {
        return new Client(sandbox, encodedOrganization, headers);
    }

    /** Calls below the organization. */
    SandboxReply call(String method, String path, String body) {
        return absolute(method, "/Portal/Api/organizations/" + organization + path, body);
    }

    SandboxReply absolute(String method, String target, String body) {
        return sandbox.handle(SandboxRequest.of(method, target, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    SandboxReply get(String path) {
        return call("GET", path, "");
    }

    SandboxReply post(String path, String body) {
        return call("POST", path, body);
    }

    SandboxReply delete(String path, String body) {
        return call("DELETE", path, body);
    }

    static JsonObject object(SandboxReply reply) {
        return value(reply).asJsonObject();
    }

    static JsonValue value(SandboxReply reply) {
        return JsonText.read(reply.body()).orElseThrow(() -> new AssertionError("not JSON: " + reply.bodyText()));
    }
}
