package org.eventgateway.trackingapi.parser;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the body of a call of Segment's Tracking API, or of a partner's webhook, into events. The doors call it once per request, from
 * any thread; thread-safe. Liberal in spelling, strict in limits and encoding.
 */
public final class TrackingParser {
    private static final int MOST_POOLED_BUFFERS = 64;

    private final ParserLimits limits;
    private final JsonFactory json;
    private final MessageIds messageIds = new MessageIds();

    public TrackingParser(ParserLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.json = factory(limits);
    }

    /** What this parser lets through, so that a door need not read more than that. */
    public ParserLimits limits() {
        return limits;
    }

    /**
     * Reads a whole body.
     *
     * @param body the bytes, unpacked; must not be changed afterwards, because payloads are slices of it
     * @param hint what the address says about it
     * @param receivedAt when the request came in
     * @throws BodyRefusedException if nothing in it can be accepted, whoever sent it
     */
    public TrackingCall parse(byte[] body, CallHint hint, Instant receivedAt) throws BodyRefusedException {
        return parse(body, body.length, hint, receivedAt);
    }

    /** As {@link #parse(byte[], CallHint, Instant)}, for a body that fills only the first {@code length} bytes of the array. */
    public TrackingCall parse(byte[] body, int length, CallHint hint, Instant receivedAt) throws BodyRefusedException {
        return read(body, length, hint, receivedAt).assemble(Room.ENDLESS);
    }

    /** Reads a whole body and makes no events of it yet; otherwise as {@link #parse(byte[], int, CallHint, Instant)}. */
    public ReadBody read(byte[] body, int length, CallHint hint, Instant receivedAt) throws BodyRefusedException {
        Objects.checkFromIndexSize(0, length, body.length);
        if (length > limits.bodyBytes()) {
            throw new BodyRefusedException(
                    "body_too_large", "The body has more than " + limits.bodyBytes() + " bytes; send smaller batches.");
        }
        int base = ByteOrderMark.length(body, length);
        TextScan scan = TextScan.of(body, base, length);
        if (scan.faultAt() >= 0) {
            throw new BodyRefusedException("invalid_utf8", "The body is not UTF-8 at byte " + scan.faultAt() + ".");
        }
        try (JsonParser parser = json.createParser(body, base, length - base)) {
            BodyReader reader = new BodyReader(json, body, base, parser, limits);
            reader.read(hint.form());
            EventAssembly assembly = new EventAssembly(
                    json, body, hint, reader.envelope(), receivedAt, limits, messageIds, scan.unicodeEscapes());
            return new ReadBody(assembly, reader.drafts(), Optional.ofNullable(reader.writeKey(hint.form())), base);
        } catch (JsonProcessingException e) {
            throw BodyRefusedException.invalidJson(e, base);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from an array cannot fail", e);
        }
    }

    private static JsonFactory factory(ParserLimits limits) {
        return new JsonFactoryBuilder()
                // Only UTF-8: guessing UTF-16 from the first bytes would make offsets meaningless.
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .recyclerPool(JsonRecyclerPools.newBoundedPool(MOST_POOLED_BUFFERS))
                .streamReadConstraints(StreamReadConstraints.builder()
                        // The reader counts depth itself, per event; texts are bounded by the body.
                        .maxNestingDepth(limits.depth() + 3)
                        .maxStringLength(limits.bodyBytes())
                        .maxNameLength(limits.bodyBytes())
                        .maxNumberLength(limits.bodyBytes())
                        .build())
                .build();
    }
}
