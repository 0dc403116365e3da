package org.eventgateway.smccontract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a request as the one JSON document that the schema describes. Stateless. */
final class RequestDocument {

    // A key twice, or something after the end, is read differently by different servers: such a body counts as not
    // JSON.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RequestDocument() {}

    static ObjectNode of(RecordedRequest request, Query query) {
        ObjectNode document = JSON.createObjectNode();
        document.put("method", request.method());
        document.put("path", request.rawPath());
        query.values().forEach((name, values) -> put(document.withObjectProperty("query"), name, values));
        document.withObjectProperty("query");
        ObjectNode headers = document.withObjectProperty("headers");
        for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
            put(headers, header.getKey().toLowerCase(Locale.ROOT), header.getValue());
        }
        byte[] body = request.body();
        if (body.length > 0) {
            putBody(document, body);
        }
        return document;
    }

    private static void put(ObjectNode target, String name, List<String> values) {
        values.forEach(target.withArrayProperty(name)::add);
    }

    private static void putBody(ObjectNode document, byte[] body) {
        try {
            document.set("body", parse(body));
        } catch (CharacterCodingException | JsonProcessingException notJson) {
            document.put("bodyText", new String(body, StandardCharsets.ISO_8859_1));
        }
    }

    // Decoded first, because the parser would take UTF-16 as well.
    private static JsonNode parse(byte[] body) throws CharacterCodingException, JsonProcessingException {
        return JSON.readTree(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body))
                .toString());
    }
}
