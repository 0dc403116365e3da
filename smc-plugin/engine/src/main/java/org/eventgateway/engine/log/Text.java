package org.eventgateway.engine.log;

import java.nio.charset.StandardCharsets;

/**
 * Strings in records: a length and the bytes. As UTF-8, but each half of a surrogate pair on its own, so that a lone half, which JSON
 * can carry, comes back as it was; ASCII, which nearly all ids are, needs no buffer on the way.
 */
final class Text {
    /** The most bytes that a number takes. */
    static final int LONGEST_VARINT = 5;

    private Text() {}

    /** How many bytes {@link #write} takes. */
    static int size(String text) {
        int bytes = byteCount(text);
        return varintSize(bytes) + bytes;
    }

    /** Writes at {@code at}; answers the position behind. */
    static int write(String text, byte[] target, int at) {
        int next = writeVarint(byteCount(text), target, at);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                target[next++] = (byte) c;
            } else if (c < 0x800) {
                target[next++] = (byte) (0xC0 | (c >> 6));
                target[next++] = (byte) (0x80 | (c & 0x3F));
            } else {
                target[next++] = (byte) (0xE0 | (c >> 12));
                target[next++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                target[next++] = (byte) (0x80 | (c & 0x3F));
            }
        }
        return next;
    }

    static String read(byte[] source, int at, int bytes) {
        for (int i = at; i < at + bytes; i++) {
            if (source[i] < 0) {
                return readWide(source, at, bytes);
            }
        }
        return new String(source, at, bytes, StandardCharsets.ISO_8859_1);
    }

    private static String readWide(byte[] source, int at, int bytes) {
        StringBuilder text = new StringBuilder(bytes);
        int i = at;
        while (i < at + bytes) {
            int b = source[i++];
            if (b >= 0) {
                text.append((char) b);
            } else if ((b & 0xE0) == 0xC0) {
                text.append((char) (((b & 0x1F) << 6) | (source[i++] & 0x3F)));
            } else {
                text.append((char) (((b & 0x0F) << 12) | ((source[i++] & 0x3F) << 6) | (source[i++] & 0x3F)));
            }
        }
        return text.toString();
    }

    private static int byteCount(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 ? 1 : 2;
            }
        }
        return bytes;
    }

    static int varintSize(int value) {
        int size = 1;
        for (int rest = value >>> 7; rest != 0; rest >>>= 7) {
            size++;
        }
        return size;
    }

    static int writeVarint(int value, byte[] target, int at) {
        int next = at;
        int rest = value;
        while (rest >>> 7 != 0) {
            target[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[next++] = (byte) rest;
        return next;
    }
}
