package org.eventgateway.plugin.event;

import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of Segment's spec. Immutable and safe to share between threads.
 *
 * <p>The payload is one JSON object in UTF-8 whose known top-level names have Segment's spelling ({@code userId},
 * {@code messageId}, …) and which holds every field of the sender, known or not. {@code messageId}, {@code type} and
 * {@code timestamp} of the header win over the payload's: a sender may have left them out.
 */
public final class Event {
    private final EventType type;
    private final String messageId;
    private final @Nullable String userId;
    private final @Nullable String anonymousId;
    private final @Nullable String previousId;
    private final @Nullable String groupId;
    private final @Nullable String name;
    private final Instant timestamp;
    private final Instant receivedAt;
    private final Integrations integrations;
    private final byte[] buffer;
    private final int offset;
    private final int length;
    private volatile @Nullable JsonObject json;

    private Event(Builder b) {
        this.type = b.type;
        this.messageId = b.messageId;
        this.userId = b.userId;
        this.anonymousId = b.anonymousId;
        this.previousId = b.previousId;
        this.groupId = b.groupId;
        this.name = b.name;
        this.timestamp = b.timestamp;
        this.receivedAt = b.receivedAt;
        this.integrations = b.integrations;
        this.buffer = b.buffer;
        this.offset = b.offset;
        this.length = b.length;
    }

    /**
     * Starts an event.
     *
     * @param type which call
     * @param messageId the sender's id of this call, by which repeats are recognised; at most 100 characters
     * @param receivedAt when the gateway took it
     */
    public static Builder builder(EventType type, String messageId, Instant receivedAt) {
        return new Builder(type, messageId, receivedAt);
    }

    /** Which call it is. */
    public EventType type() {
        return type;
    }

    /** The sender's id of this call, at most 100 characters; the gateway makes one when the sender gave none. */
    public String messageId() {
        return messageId;
    }

    /** The known user, as text even if the sender wrote a number. */
    public Optional<String> userId() {
        return Optional.ofNullable(userId);
    }

    /** The visitor, when the user is not known. */
    public Optional<String> anonymousId() {
        return Optional.ofNullable(anonymousId);
    }

    /** The id that an alias call replaces. */
    public Optional<String> previousId() {
        return Optional.ofNullable(previousId);
    }

    /** The group of a group call. */
    public Optional<String> groupId() {
        return Optional.ofNullable(groupId);
    }

    /** The name of a track call's event, or of a page or screen. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** When it happened, corrected for the skew of the sender's clock (Segment spec: timestamps). */
    public Instant timestamp() {
        return timestamp;
    }

    /** When the gateway took it. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** Which destinations the sender wants this event to reach. */
    public Integrations integrations() {
        return integrations;
    }

    /** The person whose events keep their order: the user if known, else the visitor. */
    public String person() {
        return userId != null ? userId : anonymousId != null ? anonymousId : "";
    }

    /** The payload's size in bytes. */
    public int payloadLength() {
        return length;
    }

    /** A read-only view of the payload; each call answers a new one. */
    public ByteBuffer payload() {
        return ByteBuffer.wrap(buffer, offset, length).slice().asReadOnlyBuffer();
    }

    /** The payload as a stream, for parsers that take one. It needs no closing. */
    public InputStream openPayload() {
        return new ByteArrayInputStream(buffer, offset, length);
    }

    /** Copies the payload to {@code target} at {@code at}; {@code target} must have room for {@link #payloadLength()}. */
    public void copyPayload(byte[] target, int at) {
        System.arraycopy(buffer, offset, target, at, length);
    }

    /** The payload as a tree, parsed on the first call and kept. Not for the hot path: a streaming pass is 20 times cheaper. */
    public JsonObject json() {
        JsonObject tree = json;
        if (tree == null) {
            try (var reader = Json.READERS.createReader(openPayload())) {
                tree = reader.readObject();
            }
            json = tree;
        }
        return tree;
    }

    /** Says which event it is, without any of its personal data. */
    @Override
    public String toString() {
        return "Event[" + type + ", " + length + " bytes]";
    }

    /** A provider look-up on every call would cost more than the parsing: keep one factory. */
    private static final class Json {
        static final JsonReaderFactory READERS = JsonProvider.provider().createReaderFactory(Map.of());

        private Json() {}
    }

    /** Collects the parts of an event. For one thread; a builder makes one event. */
    public static final class Builder {
        private final EventType type;
        private final String messageId;
        private final Instant receivedAt;
        private Instant timestamp;
        private Integrations integrations = Integrations.ALL;
        private @Nullable String userId;
        private @Nullable String anonymousId;
        private @Nullable String previousId;
        private @Nullable String groupId;
        private @Nullable String name;
        private byte[] buffer = {'{', '}'};
        private int offset;
        private int length = 2;

        private Builder(EventType type, String messageId, Instant receivedAt) {
            this.type = Objects.requireNonNull(type, "type");
            if (messageId.isEmpty() || messageId.length() > 100) {
                throw new IllegalArgumentException("a message id has 1 to 100 characters, had " + messageId.length());
            }
            this.messageId = messageId;
            this.receivedAt = Objects.requireNonNull(receivedAt, "receivedAt");
            this.timestamp = receivedAt;
        }

        public Builder userId(@Nullable String value) {
            userId = value;
            return this;
        }

        public Builder anonymousId(@Nullable String value) {
            anonymousId = value;
            return this;
        }

        public Builder previousId(@Nullable String value) {
            previousId = value;
            return this;
        }

        public Builder groupId(@Nullable String value) {
            groupId = value;
            return this;
        }

        /** The name of a track call's event, or of a page or screen. */
        public Builder name(@Nullable String value) {
            name = value;
            return this;
        }

        /** When it happened; without it, when it was received. */
        public Builder timestamp(Instant value) {
            timestamp = Objects.requireNonNull(value, "timestamp");
            return this;
        }

        /** Which destinations the sender wants; without it, all. */
        public Builder integrations(Integrations value) {
            integrations = Objects.requireNonNull(value, "integrations");
            return this;
        }

        /** Takes over the payload without copying: the array must not be changed afterwards. */
        public Builder payload(byte[] bytes) {
            return payload(bytes, 0, bytes.length);
        }

        /** Takes over a part of an array as payload without copying: that part must not be changed afterwards. */
        public Builder payload(byte[] bytes, int from, int count) {
            Objects.checkFromIndexSize(from, count, bytes.length);
            buffer = bytes;
            offset = from;
            length = count;
            return this;
        }

        public Event build() {
            return new Event(this);
        }
    }
}
