package org.eventgateway.trackingapi.parser;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A byte array that grows. For one thread. */
final class Bytes {
    private byte[] array;
    private int length;

    Bytes(int expected) {
        array = new byte[expected];
    }

    Bytes put(byte[] source, int from, int to) {
        room(to - from);
        System.arraycopy(source, from, array, length, to - from);
        length += to - from;
        return this;
    }

    Bytes put(char ascii) {
        room(1);
        array[length++] = (byte) ascii;
        return this;
    }

    /** Appends a name or a number, which need no escaping, in quotes. */
    Bytes quoted(String ascii) {
        byte[] text = ascii.getBytes(StandardCharsets.US_ASCII);
        return put('"').put(text, 0, text.length).put('"');
    }

    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    private void room(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(array, Math.max(length + more, 2 * array.length));
        }
    }
}
