package org.eventgateway.engine.log;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Integrations;
import org.jspecify.annotations.Nullable;

/**
 * Records of the log: version, flags, attempts, done effects, first place, header, payload, in one array. The payload is copied once on the way
 * in, from the body to its block, and not at all on the way out: the decoded event refers to the record. A record of version 1 has no attempts.
 */
final class EventCodec {
    private static final byte VERSION = 1;
    private static final byte WITH_ATTEMPTS = 2;
    private static final int PREFIX = 2;
    private static final byte[] NOTHING = {};
    private static final EventType[] TYPES = EventType.values();
    private static final int INSTANT = Long.BYTES + Integer.BYTES;

    private static final int USER_ID = 1;
    private static final int ANONYMOUS_ID = 1 << 1;
    private static final int PREVIOUS_ID = 1 << 2;
    private static final int GROUP_ID = 1 << 3;
    private static final int NAME = 1 << 4;
    private static final int INTEGRATIONS = 1 << 5;
    private static final int DONE_EFFECTS = 1 << 6;
    private static final int ORDER = 1 << 7;

    private EventCodec() {}

    static byte[] encode(Event event) {
        byte[] record = new byte[size(event)];
        encode(event, record, 0);
        return record;
    }

    /** How many bytes the record of a new event takes. */
    static int size(Event event) {
        int size = PREFIX + 1 + 2 * INSTANT + Text.size(event.messageId()) + event.payloadLength();
        for (String text : texts(event)) {
            size += text == null ? 0 : Text.size(text);
        }
        return size + (isChoosy(event) ? integrationsSize(event.integrations()) : 0);
    }

    /** Writes the record of a new event at a place; answers the place behind. */
    static int encode(Event event, byte[] target, int place) {
        @Nullable String[] texts = texts(event);
        boolean choosy = isChoosy(event);
        int flags = choosy ? INTEGRATIONS : 0;
        for (int i = 0; i < texts.length; i++) {
            flags |= texts[i] == null ? 0 : 1 << i;
        }
        target[place] = VERSION;
        target[place + 1] = (byte) flags;
        target[place + PREFIX] = typeCode(event.type());
        int at = writeInstant(event.receivedAt(), target, place + PREFIX + 1);
        at = writeInstant(event.timestamp(), target, at);
        at = Text.write(event.messageId(), target, at);
        for (String text : texts) {
            if (text != null) {
                at = Text.write(text, target, at);
            }
        }
        at = choosy ? writeIntegrations(event.integrations(), target, at) : at;
        event.copyPayload(target, at);
        return at + event.payloadLength();
    }

    private static boolean isChoosy(Event event) {
        return !event.integrations().equals(Integrations.ALL);
    }

    /** In the order of their flags. */
    private static @Nullable String[] texts(Event event) {
        return new @Nullable String[] {
            event.userId().orElse(null),
            event.anonymousId().orElse(null),
            event.previousId().orElse(null),
            event.groupId().orElse(null),
            event.name().orElse(null)
        };
    }

    /** Reads a record, which must not be changed afterwards. */
    static LoggedEvent decode(long seq, byte[] record) {
        return decode(seq, record, 0, record.length);
    }

    /** Reads a record that is part of an array, which must not be changed afterwards. */
    static LoggedEvent decode(long seq, byte[] source, int from, int length) {
        RecordReader in = new RecordReader(source, from);
        int version = in.oneByte();
        if (version != VERSION && version != WITH_ATTEMPTS) {
            throw new IllegalStateException(
                    "a record of version " + version + " was met, this version reads up to " + WITH_ATTEMPTS);
        }
        int flags = in.oneByte();
        Attempts attempts = version == VERSION ? Attempts.NONE : readAttempts(in);
        Set<String> doneEffects = (flags & DONE_EFFECTS) == 0 ? Set.of() : readEffects(in);
        long order = (flags & ORDER) == 0 ? seq : in.number();
        EventType type = type(in.oneByte());
        Instant receivedAt = in.instant();
        Instant timestamp = in.instant();
        Event.Builder event = Event.builder(type, in.text(), receivedAt).timestamp(timestamp);
        if ((flags & USER_ID) != 0) {
            event.userId(in.text());
        }
        if ((flags & ANONYMOUS_ID) != 0) {
            event.anonymousId(in.text());
        }
        if ((flags & PREVIOUS_ID) != 0) {
            event.previousId(in.text());
        }
        if ((flags & GROUP_ID) != 0) {
            event.groupId(in.text());
        }
        if ((flags & NAME) != 0) {
            event.name(in.text());
        }
        if ((flags & INTEGRATIONS) != 0) {
            event.integrations(readIntegrations(in));
        }
        int at = in.position();
        event.payload(source, at, from + length - at);
        return new LoggedEvent(new Position(seq), event.build(), doneEffects, order, attempts);
    }

    /** Answers the record of the same event with these effects done, and no others, and sent so often. */
    static byte[] withProgress(byte[] record, Set<String> effects, Attempts attempts) {
        RecordReader in = new RecordReader(record, PREFIX);
        if (record[0] == WITH_ATTEMPTS) {
            readAttempts(in);
        }
        if ((record[1] & DONE_EFFECTS) != 0) {
            readEffects(in);
        }
        int rest = in.position();
        if (rest == PREFIX && effects.isEmpty() && attempts.count() == 0) {
            return record;
        }
        byte[] sent = attempts.count() == 0 ? NOTHING : encodeAttempts(attempts);
        byte[] list = effects.isEmpty() ? NOTHING : encodeEffects(effects);
        byte[] changed = new byte[PREFIX + sent.length + list.length + record.length - rest];
        changed[0] = attempts.count() == 0 ? VERSION : WITH_ATTEMPTS;
        changed[1] = (byte) (effects.isEmpty() ? record[1] & ~DONE_EFFECTS : record[1] | DONE_EFFECTS);
        System.arraycopy(sent, 0, changed, PREFIX, sent.length);
        System.arraycopy(list, 0, changed, PREFIX + sent.length, list.length);
        System.arraycopy(record, rest, changed, PREFIX + sent.length + list.length, record.length - rest);
        return changed;
    }

    /** Answers the record of a new event as that of one that first stood at another place. */
    static byte[] withOrder(byte[] record, long order) {
        if (record[0] != VERSION || (record[1] & (DONE_EFFECTS | ORDER)) != 0) {
            throw new IllegalArgumentException("only the record of a new event takes a place");
        }
        byte[] changed = new byte[record.length + Long.BYTES];
        changed[0] = record[0];
        changed[1] = (byte) (record[1] | ORDER);
        ByteBuffer.wrap(changed, PREFIX, Long.BYTES).putLong(order);
        System.arraycopy(record, PREFIX, changed, PREFIX + Long.BYTES, record.length - PREFIX);
        return changed;
    }

    static byte[] encodeEffects(Set<String> effects) {
        int size = Text.varintSize(effects.size());
        for (String effect : effects) {
            size += Text.size(effect);
        }
        byte[] list = new byte[size];
        int at = Text.writeVarint(effects.size(), list, 0);
        for (String effect : effects) {
            at = Text.write(effect, list, at);
        }
        return list;
    }

    static Set<String> decodeEffects(Optional<byte[]> list) {
        return list.isEmpty() ? Set.of() : readEffects(new RecordReader(list.get(), 0));
    }

    private static byte[] encodeAttempts(Attempts attempts) {
        byte[] sent = new byte[Text.varintSize(attempts.count()) + Long.BYTES];
        int at = Text.writeVarint(attempts.count(), sent, 0);
        ByteBuffer.wrap(sent).putLong(at, attempts.firstMillis());
        return sent;
    }

    private static Attempts readAttempts(RecordReader in) {
        int count = in.varint();
        return new Attempts(count, in.number());
    }

    private static Set<String> readEffects(RecordReader in) {
        Set<String> effects = new HashSet<>();
        for (int left = in.varint(); left > 0; left--) {
            effects.add(in.text());
        }
        return effects;
    }

    private static int integrationsSize(Integrations integrations) {
        int size = 1 + Text.varintSize(integrations.named().size());
        for (String name : integrations.named().keySet()) {
            size += Text.size(name) + 1;
        }
        return size;
    }

    private static int writeIntegrations(Integrations integrations, byte[] target, int at) {
        int next = at;
        target[next++] = (byte) (integrations.all() ? 1 : 0);
        next = Text.writeVarint(integrations.named().size(), target, next);
        for (Map.Entry<String, Boolean> wish : integrations.named().entrySet()) {
            next = Text.write(wish.getKey(), target, next);
            target[next++] = (byte) (wish.getValue() ? 1 : 0);
        }
        return next;
    }

    private static Integrations readIntegrations(RecordReader in) {
        boolean all = in.oneByte() == 1;
        Map<String, Boolean> named = new HashMap<>();
        for (int left = in.varint(); left > 0; left--) {
            String name = in.text();
            named.put(name, in.oneByte() == 1);
        }
        return new Integrations(all, named);
    }

    private static int writeInstant(Instant instant, byte[] target, int at) {
        ByteBuffer.wrap(target, at, INSTANT).putLong(instant.getEpochSecond()).putInt(instant.getNano());
        return at + INSTANT;
    }

    /** Written to disk: never change a number. */
    private static byte typeCode(EventType type) {
        return switch (type) {
            case IDENTIFY -> 1;
            case TRACK -> 2;
            case GROUP -> 3;
            case ALIAS -> 4;
            case PAGE -> 5;
            case SCREEN -> 6;
            case DELETE -> 7;
        };
    }

    private static EventType type(int code) {
        for (EventType type : TYPES) {
            if (typeCode(type) == code) {
                return type;
            }
        }
        throw new IllegalStateException("a record of an unknown call was met: " + code);
    }
}
