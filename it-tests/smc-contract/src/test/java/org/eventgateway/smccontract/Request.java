package org.eventgateway.smccontract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request in the making: starts good, and each change returns a new one. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Request(
        String method, String path, @Nullable String query, Map<String, List<String>> headers, byte @Nullable [] body) {

    private static final String ORGANIZATION = "/Portal/Api/organizations/ACME%20Corp";

    static Request of(String method, String path) {
        Map<String, List<String>> headers = Map.of(
                "X-ApiKey", List.of("1f0c2a:9b2e77"),
                "Accept", List.of("application/json"),
                "Host", List.of("acme.slgnt.eu"));
        return new Request(method, path, null, headers, null);
    }

    static Request inOrganization(String method, String path) {
        return of(method, ORGANIZATION + path);
    }

    Request withPath(String changed) {
        return new Request(method, changed, query, headers, body);
    }

    Request replacePath(String part, String by) {
        if (!path.contains(part)) {
            throw new IllegalArgumentException(path + " has no " + part);
        }
        return withPath(path.replace(part, by));
    }

    Request withQuery(@Nullable String changed) {
        return new Request(method, path, changed, headers, body);
    }

    Request andQuery(String more) {
        return withQuery(query == null ? more : query + "&" + more);
    }

    Request withHeader(String name, String... values) {
        Map<String, List<String>> changed = new TreeMap<>(headers);
        changed.put(name, List.of(values));
        return new Request(method, path, query, changed, body);
    }

    Request withoutHeader(String name) {
        Map<String, List<String>> changed = new TreeMap<>(headers);
        changed.remove(name);
        return new Request(method, path, query, changed, body);
    }

    Request withBytes(byte[] changed) {
        return new Request(method, path, query, headers, changed);
    }

    Request withBody(String changed) {
        return withBytes(changed.getBytes(StandardCharsets.UTF_8));
    }

    Request withJson(String changed) {
        return withBody(changed).withHeader("Content-Type", "application/json");
    }

    Request withoutBody() {
        return new Request(method, path, query, headers, null);
    }

    boolean hasBody() {
        return body != null;
    }

    RecordedRequest recorded() {
        return new RecordedRequest(method, path, query, headers, body == null ? new byte[0] : body);
    }
}
