package org.eventgateway.trackingapi.parser;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.eventgateway.plugin.event.EventType;

/**
 * Makes a message id for an event that has none: {@code gw-} and half of a SHA-256 over the event's type, which may stand in the path
 * alone, and its bytes, less {@code sentAt}, which a client renews when it tries again. So a repeated request does not double the event. Bytes alone identify an occurrence only if
 * they say when it happened: two equal clicks without a time are two clicks, so then the time of receipt goes into the id as well.
 * Thread-safe.
 */
final class MessageIds {
    private static final int HALF = 16;

    private final AtomicLong taken = new AtomicLong();

    String make(EventType type, Draft draft, Members members, byte[] body, Instant receivedAt) {
        MessageDigest digest = sha256();
        digest.update(type.wireName().getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ',');
        for (int member = 0; member < members.count(); member++) {
            MemberName name = members.meaning(member);
            if (name != MemberName.SENT_AT && name != MemberName.WRITE_KEY) {
                digest.update(body, members.nameAt(member), members.valueEnd(member) - members.nameAt(member));
                digest.update((byte) ',');
            }
        }
        if (!EventTime.isGiven(draft)) {
            digest.update(ByteBuffer.allocate(20)
                    .putLong(receivedAt.getEpochSecond())
                    .putInt(receivedAt.getNano())
                    .putLong(taken.incrementAndGet())
                    .flip());
        }
        return "gw-" + HexFormat.of().formatHex(digest.digest(), 0, HALF);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
