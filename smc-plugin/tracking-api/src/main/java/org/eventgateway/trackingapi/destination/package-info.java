/**
 * The {@code tracking-api} destination: hands events to Segment or to anything that speaks its Tracking API.
 *
 * <p>Decisions. <b>Limits</b> are Segment's (500 KB and 2,500 events a batch, 32 KB an event, 50 requests a second for a partner's
 * source); a larger batch becomes several calls, in order, and a retry sends only those that are open. <b>Answers:</b> a 2xx means
 * delivered, except for events that the answer names in {@code errors}, as our own doors do. One with a page, as maintenance and
 * log-ins have it, or with half a list is in doubt; the {@code messageId} makes a repeat harmless, so that is sent again. A 429 and a
 * 503 that says for how long are waited for. A whole batch is refused by 400 and 413; 401, 403, 404, 405 and redirects pause
 * the connection, because they lie in settings. <b>Deletion:</b> the Tracking API has no call for it (in Segment it is a regulation of
 * the Public API), so the destination does not declare the type {@code delete}; the gateway counts such events as filtered, and
 * nobody is told that something was deleted. <b>Check</b> opens a connection and a TLS session and sends nothing: the only thing that
 * would test the write key is a real event in the customer's workspace.
 */
package org.eventgateway.trackingapi.destination;
