package org.eventgateway.trackingapi.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Compared with the JDK's strict decoder, and with a look at each byte. */
class TextScanTest {
    private static final String[] GOOD = {
        "61",
        "5d",
        "5c",
        "7f",
        "00",
        "5c75443833",
        "5c7564",
        "5c7530",
        "c3a9",
        "e282ac",
        "ed9fbf",
        "f09f9880",
        "f48fbfbf"
    };
    private static final String[] BAD = {"80", "c0af", "c3", "e28261", "eda080", "f09f98", "f4908080", "f5", "ff"};
    private static final int ARRAYS = 50_000;

    @Test
    void saysOfAnyBytesWhatTheJdkSaysOfThem() {
        SplittableRandom random = new SplittableRandom(20_261_201);
        for (int i = 0; i < ARRAYS; i++) {
            byte[] before = bytes(random, 0);
            byte[] text = bytes(random, random.nextInt(4) == 0 ? 1 : 0);
            byte[] all = concat(before, text, new byte[] {(byte) 0xFF, '\\', 'u', 'd'});

            TextScan scan = TextScan.of(all, before.length, before.length + text.length);

            String shown = HexFormat.of().formatHex(text);
            int fault = fault(text);
            assertThat(scan.faultAt()).as(shown).isEqualTo(fault < 0 ? -1 : before.length + fault);
            if (fault < 0) {
                assertThat(scan.unicodeEscapes()).as(shown).isEqualTo(mayHoldSurrogates(text));
            }
        }
    }

    /** Pieces of all lengths between stretches of plain letters, so that they stand at any place of a step. */
    private static byte[] bytes(SplittableRandom random, int bad) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int pieces = random.nextInt(6);
        int badAt = bad == 0 ? -1 : random.nextInt(pieces + 1);
        for (int i = 0; i <= pieces; i++) {
            bytes.writeBytes("x".repeat(random.nextInt(45)).getBytes(StandardCharsets.US_ASCII));
            String[] from = i == badAt ? BAD : GOOD;
            bytes.writeBytes(HexFormat.of().parseHex(from[random.nextInt(from.length)]));
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static int fault(byte[] text) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(text);
        CoderResult result = decoder.decode(in, CharBuffer.allocate(text.length + 1), true);
        return result.isUnderflow() ? -1 : in.position();
    }

    private static boolean mayHoldSurrogates(byte[] text) {
        for (int i = 0; i + 2 < text.length; i++) {
            if (text[i] == '\\' && text[i + 1] == 'u' && (text[i + 2] == 'd' || text[i + 2] == 'D')) {
                return true;
            }
        }
        return false;
    }
}
