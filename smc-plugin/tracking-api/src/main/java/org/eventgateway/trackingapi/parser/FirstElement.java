package org.eventgateway.trackingapi.parser;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Where the first element of a bare array stands in a body: Webhooks (Actions) signs only that part of a batch, byte for byte (Segment
 * action-destinations, webhook).
 *
 * @param from where it begins
 * @param to the place behind its last byte
 * @param only whether the array holds nothing else
 */
public record FirstElement(int from, int to, boolean only) {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            // Only UTF-8: guessing UTF-16 from the first bytes would make offsets meaningless.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .build();

    /**
     * Finds it; empty if the body is no array or has no element. Nothing behind the first element and the byte after it is looked at.
     *
     * @param body the unpacked bytes
     * @param length how many of them are the body
     * @throws BodyRefusedException if the first element is not JSON
     */
    public static Optional<FirstElement> of(byte[] body, int length) throws BodyRefusedException {
        int base = ByteOrderMark.length(body, length);
        try (JsonParser parser = JSON.createParser(body, base, length - base)) {
            if (parser.nextToken() != JsonToken.START_ARRAY || parser.nextToken() == JsonToken.END_ARRAY) {
                return Optional.empty();
            }
            if (parser.currentToken() == null) {
                throw new BodyRefusedException("invalid_json", "The body ends within the array of events.");
            }
            int from = base + (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            parser.finishToken();
            int to = base + (int) parser.currentLocation().getByteOffset();
            return Optional.of(new FirstElement(from, to, parser.nextToken() == JsonToken.END_ARRAY));
        } catch (JsonProcessingException e) {
            throw new BodyRefusedException("invalid_json", "The first event is not JSON.");
        } catch (IOException e) {
            throw new UncheckedIOException("reading from an array cannot fail", e);
        }
    }
}
