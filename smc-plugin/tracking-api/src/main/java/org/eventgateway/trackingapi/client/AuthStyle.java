package org.eventgateway.trackingapi.client;

/** Where the write key stands in a request (Segment HTTP API; RudderStack, Jitsu and Hightouch documentation). */
public enum AuthStyle {
    /** As the user of Basic authentication and in the body: what Segment's own Node library sends; nearly everybody takes it. */
    BASIC_AND_BODY(true),
    /** As the user of Basic authentication, with an empty password: RudderStack and others. */
    BASIC(false),
    /** As a Bearer token: gateways behind an API manager. */
    BEARER(false),
    /** In a header of its own: Jitsu's X-Write-Key. */
    HEADER(false),
    /** In the body alone: what Segment's older Java library sends. */
    BODY(true);

    private final boolean inBody;

    AuthStyle(boolean inBody) {
        this.inBody = inBody;
    }

    /** Whether the body holds the member {@code writeKey}. */
    public boolean inBody() {
        return inBody;
    }
}
