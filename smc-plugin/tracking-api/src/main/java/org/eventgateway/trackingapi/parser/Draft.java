package org.eventgateway.trackingapi.parser;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One event of a body as it was read, before the batch-level fields are known, which may stand behind it. For one thread. */
@SuppressWarnings(
        "EnumOrdinal") // arrays by ordinal, one set per event: an EnumMap each would cost more than the reading
final class Draft {
    /** What kind of value a known member has. */
    enum Shape {
        ABSENT,
        NULL,
        TEXT,
        NUMBER,
        BOOLEAN,
        OBJECT,
        EMPTY_ARRAY,
        ARRAY
    }

    private final int index;
    private final int from;
    private final int[] last = new int[MemberName.COUNT];
    private final Shape[] shapes = new Shape[MemberName.COUNT];
    private final @Nullable String[] texts = new String[MemberName.COUNT];
    private final @Nullable Instant[] times = new Instant[MemberName.COUNT];
    private Wishes wishes = Wishes.NONE;
    private Shape contextTraits = Shape.ABSENT;
    private boolean canonical = true;
    private int to;
    private @Nullable Members read;

    Draft(int index, int from) {
        this.index = index;
        this.from = from;
        Arrays.fill(last, -1);
        Arrays.fill(shapes, Shape.ABSENT);
    }

    /** Notes that a known member stands at this place; an earlier one of the same meaning counts no more. */
    void note(MemberName name, int member, Shape shape, boolean exactSpelling) {
        if (!exactSpelling || last[name.ordinal()] != -1 || name == MemberName.WRITE_KEY) {
            canonical = false;
        }
        if (shape == Shape.NUMBER && name.kind() == MemberName.Kind.ID) {
            canonical = false;
        }
        if (shape == Shape.EMPTY_ARRAY && name.kind() == MemberName.Kind.OBJECT) {
            canonical = false;
        }
        if (name == MemberName.CONTEXT) {
            contextTraits = Shape.ABSENT;
        }
        last[name.ordinal()] = member;
        shapes[name.ordinal()] = shape;
        texts[name.ordinal()] = null;
        times[name.ordinal()] = null;
    }

    void text(MemberName name, String value) {
        texts[name.ordinal()] = value;
    }

    void time(MemberName name, @Nullable Instant value) {
        times[name.ordinal()] = value;
    }

    void wishes(Wishes value) {
        wishes = value;
    }

    /** Notes what stands in the context for the traits. */
    void contextTraits(Shape shape) {
        contextTraits = shape;
        canonical &= shape != Shape.EMPTY_ARRAY;
    }

    void end(int behind) {
        to = behind;
    }

    int index() {
        return index;
    }

    int from() {
        return from;
    }

    int length() {
        return to - from;
    }

    int to() {
        return to;
    }

    /**
     * Where all members stand, in the order in which they were noted; read again for the first who asks, as only some payloads have to be
     * put together, and each place is an object of the parser's.
     */
    Members members(JsonFactory json, byte[] body) throws IOException {
        Members members = read;
        if (members == null) {
            members = Members.read(json, body, from, to);
            read = members;
        }
        return members;
    }

    /** Whether the bytes as sent can be the payload, unless something of the batch has to be merged in. */
    boolean isCanonical() {
        return canonical;
    }

    /** The place of the member that counts for this name, or -1. */
    int last(MemberName name) {
        return last[name.ordinal()];
    }

    Shape shape(MemberName name) {
        return shapes[name.ordinal()];
    }

    Shape contextTraits() {
        return contextTraits;
    }

    /** The text of a member, or null if it has none or an empty one. */
    @Nullable String text(MemberName name) {
        return texts[name.ordinal()];
    }

    /** The point in time of a member, or null if it has none that can be read. */
    @Nullable Instant time(MemberName name) {
        return times[name.ordinal()];
    }

    Wishes wishes() {
        return wishes;
    }
}
