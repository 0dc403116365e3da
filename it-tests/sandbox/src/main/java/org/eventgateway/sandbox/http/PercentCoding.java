package org.eventgateway.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes percent-encoded text exactly once, as UTF-8; what is not well formed is refused with 400. */
final class PercentCoding {
    private PercentCoding() {}

    /** Decodes a path segment, in which a plus sign stands for itself. */
    static String segment(String raw) {
        return decode(raw, false);
    }

    /** Decodes a name or value of a query, in which a plus sign stands for a blank. */
    static String queryPart(String raw) {
        return decode(raw, true);
    }

    private static String decode(String raw, boolean plusIsBlank) {
        if (raw.indexOf('%') < 0 && !(plusIsBlank && raw.indexOf('+') >= 0)) {
            return raw;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        byte[] encoded = raw.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < encoded.length; at++) {
            if (encoded[at] == '%') {
                bytes.write(pair(encoded, at));
                at += 2;
            } else {
                bytes.write(plusIsBlank && encoded[at] == '+' ? ' ' : encoded[at]);
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static int pair(byte[] encoded, int at) {
        int high = at + 2 < encoded.length ? Character.digit(encoded[at + 1], 16) : -1;
        int low = at + 2 < encoded.length ? Character.digit(encoded[at + 2], 16) : -1;
        if (high < 0 || low < 0) {
            throw Replies.invalid("a percent sign is not followed by two hexadecimal digits");
        }
        return high * 16 + low;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Replies.invalid("the address is not UTF-8 after percent-decoding");
        }
    }
}
