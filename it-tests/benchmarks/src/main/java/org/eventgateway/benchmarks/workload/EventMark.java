package org.eventgateway.benchmarks.workload;

import java.nio.charset.StandardCharsets;

/**
 * What a message id says of its event.
 *
 * @param sequence the number of the event in its workload, from 0
 * @param person a number for the user, or for the visitor where no user is known; order counts within it
 */
public record EventMark(int sequence, int person) {
    private static final byte[] START = "bench-".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 9;

    /** The bytes of a message id. */
    public static final int LENGTH = START.length + 2 * DIGITS + 1;

    /** Writes the message id. */
    public String messageId() {
        return String.format("bench-%09d-%09d", sequence, person);
    }

    /** Finds where the next message id begins, or -1. */
    public static int find(byte[] text, int from, int to) {
        for (int at = from; at <= to - LENGTH; at++) {
            if (text[at] == 'b' && stands(text, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean stands(byte[] text, int at) {
        for (int i = 1; i < START.length; i++) {
            if (text[at + i] != START[i]) {
                return false;
            }
        }
        return true;
    }

    /** Reads the message id that begins here. */
    public static EventMark read(byte[] text, int at) {
        int numbers = at + START.length;
        return new EventMark(number(text, numbers), number(text, numbers + DIGITS + 1));
    }

    private static int number(byte[] text, int from) {
        int value = 0;
        for (int i = from; i < from + DIGITS; i++) {
            value = 10 * value + text[i] - '0';
        }
        return value;
    }
}
