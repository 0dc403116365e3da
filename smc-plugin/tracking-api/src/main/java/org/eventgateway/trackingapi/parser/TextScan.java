package org.eventgateway.trackingapi.parser;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What a first look at the bytes says: whether they are strict UTF-8 (RFC 3629: no overlong forms, no surrogates), and whether an
 * escape occurs that needs a second look. Plain ASCII is passed in steps of 32 bytes, or of eight near what is not.
 *
 * @param faultAt where the first byte stands that is not UTF-8, or -1
 * @param unicodeEscapes whether an escape stands somewhere that may name a surrogate
 */
record TextScan(int faultAt, boolean unicodeEscapes) {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;
    private static final long BACKSLASHES = 0x5C5C5C5C5C5C5C5CL;

    static TextScan of(byte[] bytes, int from, int to) {
        boolean escapes = false;
        int at = behindPlain(bytes, from, to);
        while (at < to) {
            byte b = bytes[at];
            if (b >= 0) {
                if (b == '\\') {
                    escapes |= mayBeSurrogate(bytes, at, to);
                }
                at++;
            } else {
                int length = sequenceLength(bytes, at, to);
                if (length == 0) {
                    return new TextScan(at, escapes);
                }
                at += length;
            }
            // Of other alphabets one is followed by the next.
            if (at < to && bytes[at] >= 0) {
                at = behindPlain(bytes, at, to);
            }
        }
        return new TextScan(-1, escapes);
    }

    /** The next place where a byte is not ASCII, or a backslash; the end if there is none. */
    private static int behindPlain(byte[] bytes, int from, int to) {
        int at = from;
        while (at + 32 <= to
                && (marks(bytes, at) | marks(bytes, at + 8) | marks(bytes, at + 16) | marks(bytes, at + 24)) == 0) {
            at += 32;
        }
        while (at + 8 <= to) {
            long marks = marks(bytes, at);
            if (marks != 0) {
                return at + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
            }
            at += 8;
        }
        while (at < to && bytes[at] >= 0 && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /** The highest bit of each of eight bytes that is not ASCII, and of the first that is a backslash; of others behind that it may be wrong. */
    private static long marks(byte[] bytes, int at) {
        long eight = (long) LONGS.get(bytes, at);
        long unlike = eight ^ BACKSLASHES;
        return (eight | ((unlike - ONES) & ~unlike)) & HIGH_BITS;
    }

    private static boolean mayBeSurrogate(byte[] bytes, int at, int to) {
        return at + 2 < to && bytes[at + 1] == 'u' && (bytes[at + 2] | 0x20) == 'd';
    }

    /** The length of the well-formed sequence that starts here, or 0. */
    private static int sequenceLength(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            return continues(bytes, at + 1, to, 0x80, 0xBF) ? 2 : 0;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            int least = lead == 0xE0 ? 0xA0 : 0x80;
            int most = lead == 0xED ? 0x9F : 0xBF;
            return continues(bytes, at + 1, to, least, most) && continues(bytes, at + 2, to, 0x80, 0xBF) ? 3 : 0;
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            int least = lead == 0xF0 ? 0x90 : 0x80;
            int most = lead == 0xF4 ? 0x8F : 0xBF;
            return continues(bytes, at + 1, to, least, most)
                            && continues(bytes, at + 2, to, 0x80, 0xBF)
                            && continues(bytes, at + 3, to, 0x80, 0xBF)
                    ? 4
                    : 0;
        }
        return 0;
    }

    private static boolean continues(byte[] bytes, int at, int to, int least, int most) {
        if (at >= to) {
            return false;
        }
        int b = bytes[at] & 0xFF;
        return b >= least && b <= most;
    }
}
