package org.eventgateway.trackingapi.parser;

/**
 * How much one call may bring. Sizes are in bytes of JSON, after unpacking.
 *
 * @param bodyBytes the whole body
 * @param eventBytes one event, as sent and also after batch-level fields have been merged into it
 * @param events events in a body
 * @param depth nesting of objects and arrays in an event, the event itself being 1
 */
public record ParserLimits(int bodyBytes, int eventBytes, int events, int depth) {

    /**
     * Segment's limits for the Tracking API: 32 KB an event, 500 KB and 2,500 events a batch (Segment HTTP API). A KB is 1,024 bytes
     * here, as in Segment's own libraries, which fill their batches up to that.
     */
    public static final ParserLimits TRACKING = new ParserLimits(500 * 1024, 32 * 1024, 2_500, 64);

    /** For the partner door: Webhooks (Actions) sends up to 4,000 events in one array (Segment action-destinations, webhook). */
    public static final ParserLimits PARTNER = new ParserLimits(32 * 1024 * 1024, 32 * 1024, 4_000, 64);

    public ParserLimits {
        if (bodyBytes < 2 || eventBytes < 2 || events < 1 || depth < 1) {
            throw new IllegalArgumentException("limits must leave room for one event");
        }
    }
}
