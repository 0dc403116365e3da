package org.eventgateway.smccontract;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire, made by whatever recorded it. Immutable. Its text shows neither headers nor query
 * nor body, which may hold keys and personal data.
 *
 * @param method in upper case
 * @param rawPath still percent-encoded, from the first slash on
 * @param rawQuery still percent-encoded and without the question mark; null when the request had none
 * @param headers by name in any case
 * @param body as received; empty when there was none
 */
@SuppressWarnings("ArrayRecordComponent") // copied both ways and compared by content
public record RecordedRequest(
        String method, String rawPath, @Nullable String rawQuery, Map<String, List<String>> headers, byte[] body) {

    public RecordedRequest {
        headers = headers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, header -> List.copyOf(header.getValue())));
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordedRequest that
                && method.equals(that.method)
                && rawPath.equals(that.rawPath)
                && Objects.equals(rawQuery, that.rawQuery)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, rawPath, rawQuery, headers, Arrays.hashCode(body));
    }

    @Override
    public String toString() {
        return method + " " + rawPath + " (" + body.length + " bytes)";
    }
}
