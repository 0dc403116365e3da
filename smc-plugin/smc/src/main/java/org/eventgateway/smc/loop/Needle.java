package org.eventgateway.smc.loop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds a word in bytes by Horspool's algorithm: it looks at about one byte in as many as the word is long. Immutable. */
final class Needle {
    private final byte[] word;
    private final int[] shift = new int[256];

    Needle(String ascii) {
        word = ascii.getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(shift, word.length);
        for (int i = 0; i < word.length - 1; i++) {
            shift[word[i] & 0xff] = word.length - 1 - i;
        }
    }

    boolean isIn(ByteBuffer text) {
        int last = word.length - 1;
        int at = last;
        while (at < text.limit()) {
            int back = 0;
            while (back <= last && text.get(at - back) == word[last - back]) {
                back++;
            }
            if (back > last) {
                return true;
            }
            at += shift[text.get(at) & 0xff];
        }
        return false;
    }
}
