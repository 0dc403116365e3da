package org.eventgateway.engine.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.eventgateway.plugin.event.Event;

/**
 * Makes 128-bit fingerprints of message ids, one set of them for each connection. Thread-safe: called on request threads, so that
 * the writer thread has less to do.
 *
 * <p>SHA-256, cut in half and salted per data folder: two different ids never meet by chance, a sender cannot make ids that all fall on
 * one place of a hash table, and with the processor's own instructions it costs a fraction of a microsecond.
 */
final class Fingerprints {
    private static final int LONGEST_ID = 310;
    private static final int DIGEST = 32;

    private final byte[] salt;

    Fingerprints(byte[] salt) {
        this.salt = salt.clone();
    }

    /** Answers two numbers for each event, in order. */
    long[] of(String connection, List<Event> events) {
        byte[] prefix = (connection + '\n').getBytes(StandardCharsets.UTF_8);
        byte[] id = new byte[LONGEST_ID];
        ByteBuffer digest = ByteBuffer.allocate(DIGEST);
        long[] prints = new long[2 * events.size()];
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (int i = 0; i < events.size(); i++) {
                sha.update(salt);
                sha.update(prefix);
                sha.update(id, 0, Text.write(events.get(i).messageId(), id, 0));
                sha.digest(digest.array(), 0, DIGEST);
                prints[2 * i] = digest.getLong(0);
                // Two zeros mark an empty slot.
                prints[2 * i + 1] = digest.getLong(Long.BYTES) | 1;
            }
            return prints;
        } catch (NoSuchAlgorithmException | DigestException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
