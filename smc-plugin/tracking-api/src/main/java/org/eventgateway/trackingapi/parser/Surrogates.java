package org.eventgateway.trackingapi.parser;

/** Looks for escaped surrogates that do not stand in pairs: no text can hold them, so no destination can take them. */
final class Surrogates {
    private Surrogates() {}

    /** Whether well-formed JSON in this range holds an escaped half of a pair. */
    static boolean standAlone(byte[] json, int from, int to) {
        int at = from;
        while (at < to) {
            if (json[at] != '\\') {
                at++;
            } else if (json[at + 1] != 'u') {
                at += 2;
            } else {
                int unit = hex(json, at + 2);
                at += 6;
                if (unit >= 0xDC00 && unit <= 0xDFFF) {
                    return true;
                }
                if (unit >= 0xD800 && unit <= 0xDBFF) {
                    if (!lowFollows(json, at, to)) {
                        return true;
                    }
                    at += 6;
                }
            }
        }
        return false;
    }

    private static boolean lowFollows(byte[] json, int at, int to) {
        if (at + 6 > to || json[at] != '\\' || json[at + 1] != 'u') {
            return false;
        }
        int unit = hex(json, at + 2);
        return unit >= 0xDC00 && unit <= 0xDFFF;
    }

    private static int hex(byte[] json, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            value = value << 4 | Character.digit(json[i], 16);
        }
        return value;
    }
}
