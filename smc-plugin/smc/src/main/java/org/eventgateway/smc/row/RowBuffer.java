package org.eventgateway.smc.row;

import java.util.Arrays;

/**
 * Grows with the rows that are encoded into it. One thread writes it; afterwards any thread may read the rows that were ended.
 * Texts are written as JSON in UTF-8; a half of a surrogate pair becomes U+FFFD, since SMC could not store it.
 */
public final class RowBuffer {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final char REPLACEMENT = '\uFFFD';

    private byte[] bytes = new byte[4096];
    private int size;
    private int[] ends = new int[64];
    private int rows;

    /** How many rows were ended. */
    public int rows() {
        return rows;
    }

    /** How many bytes were written, those of an unfinished row included. */
    public int size() {
        return size;
    }

    /** Forgets everything from this size on; used to give up an unfinished cell or row. */
    public void truncate(int toSize) {
        size = toSize;
    }

    /** A copy of all that was written. */
    public byte[] content() {
        return Arrays.copyOf(bytes, size);
    }

    /** Ends the row that was being written and answers its number. */
    public int endRow() {
        if (rows == ends.length) {
            ends = Arrays.copyOf(ends, rows * 2);
        }
        ends[rows] = size;
        return rows++;
    }

    /** The bytes of a row. */
    public int length(int row) {
        return ends[row] - start(row);
    }

    int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether the last thing written is the JSON literal null. */
    public boolean endsWithNull() {
        return size >= 4
                && bytes[size - 4] == 'n'
                && bytes[size - 3] == 'u'
                && bytes[size - 2] == 'l'
                && bytes[size - 1] == 'l';
    }

    /** Writes one byte as it is. */
    public void raw(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** Writes text that is JSON already and ASCII. */
    public void ascii(CharSequence text) {
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    /** Writes the last digits of a number that is not negative, with zeros in front. */
    public void digits(int number, int count) {
        room(count);
        int rest = number;
        for (int at = size + count - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += count;
    }

    /** Writes bytes that are JSON already. */
    public void raw(byte[] source, int from, int to) {
        room(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
    }

    /** Writes a JSON string that holds the first {@code units} UTF-16 units of a text, one less where that would halve a pair. */
    public void quoted(CharSequence text, int units) {
        int length = Math.min(units, text.length());
        if (length < text.length()
                && length > 0
                && Character.isHighSurrogate(text.charAt(length - 1))
                && Character.isLowSurrogate(text.charAt(length))) {
            length--;
        }
        int plain = plainStart(text, length);
        for (int i = plain; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                i += surrogate(text, i, length);
            } else {
                escaped(c);
            }
        }
        raw('"');
    }

    // Nearly all texts are plain ASCII throughout; this loop is the hottest of the mapping.
    private int plainStart(CharSequence text, int length) {
        room(length + 2);
        byte[] target = bytes;
        int at = size;
        target[at++] = '"';
        int i = 0;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7F || c == '"' || c == '\\') {
                break;
            }
            target[at++] = (byte) c;
        }
        size = at;
        return i;
    }

    private int surrogate(CharSequence text, int at, int length) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c) && at + 1 < length && Character.isLowSurrogate(text.charAt(at + 1))) {
            int point = Character.toCodePoint(c, text.charAt(at + 1));
            raw(0xF0 | point >> 18);
            raw(0x80 | ((point >> 12) & 0x3F));
            raw(0x80 | ((point >> 6) & 0x3F));
            raw(0x80 | (point & 0x3F));
            return 1;
        }
        escaped(REPLACEMENT);
        return 0;
    }

    private void escaped(char c) {
        if (c == '"' || c == '\\') {
            raw('\\');
            raw(c);
        } else if (c < ' ') {
            unicodeEscape(c);
        } else if (c < 0x80) {
            raw(c);
        } else if (c < 0x800) {
            raw(0xC0 | c >> 6);
            raw(0x80 | (c & 0x3F));
        } else {
            raw(0xE0 | c >> 12);
            raw(0x80 | ((c >> 6) & 0x3F));
            raw(0x80 | (c & 0x3F));
        }
    }

    private void unicodeEscape(char c) {
        room(6);
        bytes[size++] = '\\';
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[c >> 4 & 0xF];
        bytes[size++] = HEX[c & 0xF];
    }

    /** Copies a JSON string, quotes included, as the string that it is. */
    public void string(byte[] source, int from, int to) {
        room(to - from + 8);
        int clean = from;
        for (int i = from; i < to; i++) {
            byte b = source[i];
            if (b == '\\') {
                if (source[i + 1] == 'u') {
                    int end = unicode(source, i, to);
                    if (end < 0) {
                        raw(source, clean, i);
                        replacement();
                        i += 5;
                        clean = i + 1;
                    } else {
                        i = end - 1;
                    }
                } else {
                    i++;
                }
            } else if (isHalfPair(source, i, to)) {
                raw(source, clean, i);
                replacement();
                i += 2;
                clean = i + 1;
            }
        }
        raw(source, clean, to);
    }

    /** Writes all of this buffer, which must be JSON, as one JSON string to another. */
    public void embedIn(RowBuffer other) {
        other.embedded(bytes, 0, size);
    }

    /** Writes JSON as the content of a JSON string; blanks between its tokens are left out. */
    public void embedded(byte[] source, int from, int to) {
        // Each byte becomes two at most, so that nothing below has to look for room.
        room(2 * (to - from) + 2);
        byte[] target = bytes;
        int at = size;
        target[at++] = '"';
        boolean inside = false;
        for (int i = from; i < to; i++) {
            byte b = source[i];
            if (b == '"') {
                inside = !inside;
                target[at++] = '\\';
                target[at++] = '"';
            } else if (b == '\\') {
                size = at;
                i = embeddedEscape(source, i, to);
                at = size;
            } else if (b == (byte) 0xED && isHalfPair(source, i, to)) {
                size = at;
                replacement();
                at = size;
                i += 2;
            } else if (inside || b < 0 || b > ' ') {
                target[at++] = b;
            }
        }
        target[at++] = '"';
        size = at;
    }

    private int embeddedEscape(byte[] source, int at, int to) {
        byte next = source[at + 1];
        raw('\\');
        raw('\\');
        if (next == '"' || next == '\\') {
            raw('\\');
            raw(next);
            return at + 1;
        }
        if (next != 'u') {
            raw(next);
            return at + 1;
        }
        int end = unicode(source, at, to);
        if (end < 0) {
            ascii("ufffd");
            return at + 5;
        }
        for (int i = at + 1; i < end; i++) {
            if (source[i] == '\\') {
                raw('\\');
            }
            raw(source[i]);
        }
        return end - 1;
    }

    /** Where an escape of four hex digits, or a pair of them, ends; -1 for half a pair. */
    private static int unicode(byte[] source, int at, int to) {
        int unit = hex(source, at + 2);
        if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
            return at + 6;
        }
        boolean pair = unit <= Character.MAX_HIGH_SURROGATE
                && at + 12 <= to
                && source[at + 6] == '\\'
                && source[at + 7] == 'u'
                && Character.isLowSurrogate((char) hex(source, at + 8));
        return pair ? at + 12 : -1;
    }

    private static int hex(byte[] source, int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            value = value << 4 | Character.digit(source[i], 16);
        }
        return value;
    }

    // ED A0..BF is what careless encoders make of half a pair; it is no valid UTF-8.
    private static boolean isHalfPair(byte[] source, int at, int to) {
        return source[at] == (byte) 0xED && at + 2 < to && (source[at + 1] & 0xFF) >= 0xA0;
    }

    private void replacement() {
        raw(0xEF);
        raw(0xBF);
        raw(0xBD);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, Math.min(bytes.length * 2, Integer.MAX_VALUE - 16)));
        }
    }
}
