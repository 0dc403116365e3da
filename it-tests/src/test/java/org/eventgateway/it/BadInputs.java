package org.eventgateway.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.eventgateway.it.BadInput.GOOD;
import static org.eventgateway.it.BadInput.body;
import static org.eventgateway.it.BadInput.event;
import static org.eventgateway.it.BadInput.partner;
import static org.eventgateway.it.BadInput.tracking;
import static org.eventgateway.it.BadInput.utf8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The table of wrong requests. Its own rows say what each deserves. */
final class BadInputs {
    private static final String[] PACKED = {
        "Authorization", Gateway.basic(Guarded.WEB_KEY), "Content-Type", "application/json", "Content-Encoding", "gzip"
    };
    private static final String[] PARTNER_KEY = {
        "Authorization", Gateway.basic(Guarded.WEB_KEY), "Content-Type", "application/json"
    };
    private static final String BATCH = "{\"batch\":[" + GOOD + "]}";

    private BadInputs() {}

    static Stream<BadInput> all() {
        return Stream.of(bodies(), packed(), sizes(), events(), ids(), keys(), partners(), routes())
                .flatMap(cases -> cases);
    }

    private static Stream<BadInput> bodies() {
        return Stream.of(
                body("broken JSON", "{\"batch\":[" + GOOD + ",{]}", "invalid_json", "The body is not JSON at byte "),
                body("JSON that is cut", "{\"batch\":[" + GOOD, "invalid_json", "The body is not JSON at byte "),
                body("more behind the JSON", BATCH + "{}", "invalid_json", "Something stands behind the JSON value."),
                body("a NUL byte", "{\"batch\":[" + GOOD + "\0]}", "invalid_json", "The body is not JSON at byte "),
                body("no body", "", "empty_body", "The request has no body."),
                body("a batch that is a text", "{\"batch\":\"x\"}", "batch_not_array", "batch is not an array."),
                body("a batch of nothing", "{\"batch\":[]}", "empty_batch", "The body holds no event."),
                body(
                        "an array where a batch belongs",
                        "[]",
                        "body_not_object",
                        "The body is not a JSON object with a batch."),
                tracking(
                        "wrong UTF-8",
                        "/v1/batch",
                        run -> BATCH.replace("Good", "\u00e9").getBytes(ISO_8859_1),
                        400,
                        "invalid_utf8",
                        "The body is not UTF-8 at byte "),
                tracking(
                        "a surrogate as bytes",
                        "/v1/batch",
                        run -> BATCH.replace("Good", "\u00ed\u00a0\u0080").getBytes(ISO_8859_1),
                        400,
                        "invalid_utf8",
                        "The body is not UTF-8 at byte "),
                tracking(
                        "UTF-16",
                        "/v1/batch",
                        run -> BATCH.getBytes(java.nio.charset.StandardCharsets.UTF_16LE),
                        400,
                        "invalid_json",
                        "The body is not JSON at byte "));
    }

    /**
     * Open Liberty unpacks gzip before the application sees it, so what is wrong with it shows only in what comes out: text that is cut
     * for gzip that is cut, and a body that cannot be read. On Payara the gateway itself unpacks.
     */
    private static Stream<BadInput> packed() {
        boolean unpackedBefore = ServerUnderTest.chosen() == ServerUnderTest.LIBERTY;
        return Stream.of(
                tracking(
                                "a gzip bomb",
                                "/v1/batch",
                                run -> gzip(new byte[50_000_000]),
                                400,
                                "body_too_large",
                                "The body has more than 512000 bytes; send smaller batches.")
                        .with(PACKED),
                tracking(
                                "gzip that is cut",
                                "/v1/batch",
                                run -> {
                                    byte[] whole = gzip(utf8(BATCH, run));
                                    return Arrays.copyOf(whole, whole.length / 2);
                                },
                                400,
                                unpackedBefore ? "invalid_json" : "incomplete_body",
                                unpackedBefore
                                        ? "The body is not JSON at byte "
                                        : "The body ended early or could not be read.")
                        .with(PACKED),
                tracking(
                                "gzip that is damaged",
                                "/v1/batch",
                                run -> {
                                    byte[] whole = gzip(utf8(BATCH, run));
                                    Arrays.fill(whole, 10, whole.length - 8, (byte) 0xFF);
                                    return whole;
                                },
                                400,
                                unpackedBefore ? "incomplete_body" : "invalid_gzip",
                                unpackedBefore
                                        ? "The body ended early or could not be read."
                                        : "The body is announced as gzip and cannot be unpacked.")
                        .with(PACKED),
                tracking(
                                "another packing",
                                "/v1/batch",
                                run -> utf8(BATCH, run),
                                415,
                                "unsupported_encoding",
                                "Send the body as it is or packed with gzip, no other way.")
                        .with("Authorization", Gateway.basic(Guarded.WEB_KEY), "Content-Encoding", "br"));
    }

    private static Stream<BadInput> sizes() {
        String large = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"Good\",\"properties\":{\"x\":\""
                + "x".repeat(33 * 1_024) + "\"}}";
        String deep = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"Good\",\"properties\":{\"x\":"
                + "[".repeat(10_000) + "]".repeat(10_000) + "}}";
        String small = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"Good\"}";
        return Stream.of(
                event("an event of 33 KB", large, "event_too_large", "The event has more than 32768 bytes; send less."),
                tracking(
                        "a single event of 33 KB",
                        "/v1/track",
                        run -> utf8(large, run),
                        400,
                        "event_too_large",
                        "The event has more than 32768 bytes; send less."),
                body(
                        "a batch of 501 KB",
                        "{\"batch\":[" + GOOD + "],\"x\":\"" + "x".repeat(501 * 1_024) + "\"}",
                        "body_too_large",
                        "The body has more than 512000 bytes; send smaller batches."),
                body(
                        "2,501 events",
                        "{\"batch\":[" + (small + ",").repeat(2_500) + small + "]}",
                        "too_many_events",
                        "The body holds more than 2500 events."),
                body(
                        "a depth of 10,000",
                        "{\"batch\":[" + deep + "," + GOOD + "]}",
                        "too_deep",
                        "Objects and arrays nest deeper than 64 levels; flatten the event."),
                body(
                        "a depth of 10,000 that never ends",
                        "{\"batch\":" + "[".repeat(10_000),
                        "too_deep",
                        "Objects and arrays nest deeper than 64 levels; flatten the event."));
    }

    private static Stream<BadInput> events() {
        return Stream.of(
                event(
                        "half a surrogate pair",
                        track("\"properties\":{\"x\":\"\\ud83c\"}"),
                        "invalid_unicode",
                        "The event contains half of a surrogate pair, which is no character."),
                event(
                        "a NUL in an id",
                        "{\"type\":\"identify\",\"userId\":\"a\\u0000b\"}",
                        "invalid_unicode",
                        "userId contains the character U+0000."),
                event("an event that is a number", "7", "event_not_object", "The event is not a JSON object."),
                event("no type", "{\"userId\":\"u\"}", "type_not_defined", "The event has no type."),
                event(
                        "an unknown type",
                        "{\"type\":\"purchase\",\"userId\":\"u\"}",
                        "type_unknown",
                        "The event's type is none of identify, track, group, alias, page, screen and delete."),
                event(
                        "traits as array",
                        "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":[\"a\"]}",
                        "traits_not_object",
                        "traits is not an object."),
                event(
                        "the context's traits as array",
                        track("\"context\":{\"traits\":[\"a\"]}"),
                        "context_traits_not_object",
                        "context.traits is not an object."),
                event(
                        "properties as array",
                        track("\"properties\":[\"a\"]"),
                        "properties_not_object",
                        "properties is not an object."),
                event(
                        "properties as text",
                        track("\"properties\":\"x\""),
                        "properties_not_object",
                        "properties is not an object."),
                event(
                        "a track call without name",
                        "{\"type\":\"track\",\"userId\":\"u\"}",
                        "event_not_defined",
                        "A track call needs the event's name in event."),
                event(
                        "a track call with a number as name",
                        "{\"type\":\"track\",\"userId\":\"u\",\"event\":7}",
                        "event_not_string",
                        "The event's name is not a text."),
                event(
                        "a group call without groupId",
                        "{\"type\":\"group\",\"userId\":\"u\"}",
                        "group_id_required",
                        "A group call needs a groupId."),
                event(
                        "a deletion with a browser's key",
                        "{\"type\":\"delete\",\"userId\":\"good\"}",
                        "delete_not_allowed",
                        "This caller may not ask for deletions."),
                tracking(
                        "only a deletion with a browser's key",
                        "/v1/batch",
                        run -> utf8("{\"batch\":[{\"type\":\"delete\",\"userId\":\"good\"}]}", run),
                        403,
                        "delete_not_allowed",
                        "This caller may not ask for deletions."));
    }

    private static Stream<BadInput> ids() {
        return Stream.of(
                event("no ids", nobodys(""), "no_user_anon_id", "The event has neither a userId nor an anonymousId."),
                event(
                        "empty ids",
                        nobodys(",\"userId\":\"\",\"anonymousId\":\" \""),
                        "no_user_anon_id",
                        "The event has neither a userId nor an anonymousId."),
                event(
                        "null ids",
                        nobodys(",\"userId\":null,\"anonymousId\":null"),
                        "no_user_anon_id",
                        "The event has neither a userId nor an anonymousId."),
                event(
                        "an id that is an object",
                        nobodys(",\"userId\":{}"),
                        "id_not_string",
                        "userId is neither a text nor a number."),
                event(
                        "a huge messageId",
                        nobodys(",\"userId\":\"u\",\"messageId\":\"" + "m".repeat(101) + "\""),
                        "message_id_too_long",
                        "messageId has more than 100 characters."));
    }

    private static Stream<BadInput> keys() {
        BadInput batch = body("", BATCH, "", "");
        return Stream.of(
                denied(batch, "a wrong write key", "write_key_unknown", "The write key is not known here.")
                        .with("Authorization", Gateway.basic("wrong")),
                denied(
                                batch,
                                "a wrong write key as Bearer token",
                                "write_key_unknown",
                                "The write key is not known here.")
                        .with("Authorization", "Bearer wrong"),
                denied(batch, "a wrong X-Write-Key", "write_key_unknown", "The write key is not known here.")
                        .with("X-Write-Key", "wrong"),
                denied(batch, "no write key", "write_key_missing", "The call carries no write key.")
                        .with(),
                denied(
                                body("", "{\"batch\":[" + GOOD + "],\"writeKey\":\"wrong\"}", "", ""),
                                "a wrong write key in the body",
                                "write_key_unknown",
                                "The write key is not known here.")
                        .with());
    }

    private static Stream<BadInput> partners() {
        String[] wrongSignature = {"X-Signature", "00".repeat(20)};
        String[] noSignature = {"X-Signature", "not hexadecimal"};
        return Stream.of(
                partner("no signature and no key", GOOD, 401, "write_key_missing", "The call carries no write key."),
                partner(
                        "no signature and a wrong key",
                        GOOD,
                        401,
                        "write_key_unknown",
                        "The write key is not known here.",
                        "Authorization",
                        Gateway.basic("wrong")),
                partner(
                        "a wrong signature",
                        GOOD,
                        401,
                        "signature_wrong",
                        "X-Signature does not fit the body.",
                        wrongSignature),
                partner(
                        "a signature that is none",
                        GOOD,
                        401,
                        "signature_wrong",
                        "X-Signature does not fit the body.",
                        noSignature),
                partner(
                        "broken JSON from a partner",
                        "[" + GOOD + ",{]",
                        400,
                        "invalid_json",
                        "The body is not JSON",
                        PARTNER_KEY),
                partner(
                        "an unknown type from a partner",
                        "{\"type\":\"purchase\",\"userId\":\"u\"}",
                        501,
                        "type_unknown",
                        "The event's type is none of",
                        PARTNER_KEY),
                partner(
                        "no ids from a partner",
                        "{\"type\":\"identify\"}",
                        400,
                        "no_user_anon_id",
                        "The event has neither a userId nor an anonymousId.",
                        PARTNER_KEY),
                partner(
                                "an unknown type in a partner's array",
                                "[{\"type\":\"purchase\",\"userId\":\"u\"}," + GOOD + "]",
                                202,
                                "type_unknown",
                                "The event's type is none of",
                                PARTNER_KEY)
                        .withNeighbour(),
                partner(
                                "a connection that is none",
                                GOOD,
                                404,
                                "connection_unknown",
                                "The path names no connection that this caller feeds.",
                                PARTNER_KEY)
                        .to("/partner/nowhere"));
    }

    private static Stream<BadInput> routes() {
        BadInput good = body("", BATCH, "", "");
        return Stream.of(
                unknown(good, "an unknown call", "/v1/purchase"),
                unknown(good, "a path below a call", "/v1/batch/more"),
                unknown(good, "an unknown version", "/v9/batch"),
                unknown(good, "a list of all paths", "/application.wadl"),
                unknown(good, "an unknown path", "/somewhere/else"),
                unknown(good, "an unknown operator's path", "/ops/everything"));
    }

    private static BadInput denied(BadInput like, String name, String code, String text) {
        return new BadInput(name, like.path(), like.body(), like.headers(), 401, code, text, false);
    }

    private static BadInput unknown(BadInput like, String name, String path) {
        return new BadInput(
                name, path, like.body(), like.headers(), 404, "not_found", "There is nothing at this path.", false);
    }

    private static String track(String members) {
        return "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"Good\"," + members + "}";
    }

    private static String nobodys(String members) {
        return "{\"type\":\"track\",\"event\":\"Good\"" + members + "}";
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
