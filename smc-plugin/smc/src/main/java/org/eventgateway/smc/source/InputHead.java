package org.eventgateway.smc.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The beginning of an input: enough to know it again and to see its byte order mark.
 *
 * @param fingerprint a digest of the first kilobytes
 * @param markCharset the charset that a byte order mark names
 * @param markBytes how many bytes the mark has
 * @param body the input, standing behind the mark
 */
record InputHead(String fingerprint, Optional<Charset> markCharset, int markBytes, InputStream body) {
    private static final int BYTES = 4_096;

    static InputHead read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(BYTES);
        Optional<Charset> charset = Optional.empty();
        int mark = 0;
        if (startsWith(head, 0xef, 0xbb, 0xbf)) {
            charset = Optional.of(StandardCharsets.UTF_8);
            mark = 3;
        } else if (startsWith(head, 0xff, 0xfe)) {
            charset = Optional.of(StandardCharsets.UTF_16LE);
            mark = 2;
        } else if (startsWith(head, 0xfe, 0xff)) {
            charset = Optional.of(StandardCharsets.UTF_16BE);
            mark = 2;
        }
        InputStream rest = new ByteArrayInputStream(head, mark, head.length - mark);
        return new InputHead(
                digest(head), charset, mark, head.length < BYTES ? rest : new SequenceInputStream(rest, in));
    }

    private static boolean startsWith(byte[] head, int... mark) {
        if (head.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((head[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static String digest(byte[] head) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(head), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
