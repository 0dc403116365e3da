package org.eventgateway.smc.source.record;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A sliding view on a stream of code units. It never holds more than its cap, however long the input. For one thread.
 */
final class Window {
    static final int END = -1;
    /** The place is further ahead than the cap allows. */
    static final int OVER = -2;

    private static final int FIRST_SIZE = 16_384;

    private final InputStream in;
    private final Units units;
    private final int width;
    private final int cap;
    private byte[] buffer;
    private int start;
    private int end;
    private boolean drained;
    private long offset;
    private long line;
    private boolean afterReturn;
    private Optional<Leftovers> leftovers = Optional.empty();

    /**
     * Opens a window.
     *
     * @param in the stream, standing at {@code offset}
     * @param units of its charset
     * @param cap how many bytes a record may have
     * @param offset bytes before the stream's place
     * @param line the line at that place
     */
    Window(InputStream in, Units units, int cap, long offset, long line) {
        this.in = in;
        this.units = units;
        this.width = units.width();
        this.cap = cap;
        this.buffer = new byte[Math.min(FIRST_SIZE, cap + width)];
        this.offset = offset;
        this.line = line;
    }

    /** Shows what is given up to somebody from now on. */
    void show(Leftovers givenUp) {
        leftovers = Optional.of(givenUp);
    }

    long offset() {
        return offset;
    }

    long line() {
        return line;
    }

    /** The unit {@code index} places ahead, or {@link #END} or {@link #OVER}. */
    int at(int index) throws IOException {
        int from = index * width;
        if (start + from + width > end && !fill(from + width)) {
            return from >= cap ? OVER : END;
        }
        return units.read(buffer, start + from);
    }

    /** How many units the line break at a place has; 0 if there is none. */
    int lineBreak(int index) throws IOException {
        int unit = at(index);
        if (unit == '\n') {
            return 1;
        }
        return unit == '\r' ? at(index + 1) == '\n' ? 2 : 1 : 0;
    }

    ByteBuffer copy(int count) {
        return ByteBuffer.wrap(Arrays.copyOfRange(buffer, start, start + count * width));
    }

    /** Steps over units that {@link #at} has shown. */
    void advance(int count) {
        for (int i = 0; i < count; i++) {
            countLine(units.read(buffer, start));
            start += width;
        }
        offset += (long) count * width;
    }

    /** Steps over units that {@link #at} has shown, and that belong to a record or to none. */
    void stepOver(int count, boolean givenUp) throws IOException {
        if (givenUp) {
            giveUp(count);
        } else {
            advance(count);
        }
    }

    /** Steps over units that {@link #at} has shown and that belong to no record. */
    void giveUp(int count) throws IOException {
        if (leftovers.isPresent()) {
            leftovers.get().add(buffer, start, count * width, offset);
        }
        advance(count);
    }

    /** What was given up is at its end: something else begins. */
    void endGivenUp() throws IOException {
        if (leftovers.isPresent()) {
            leftovers.get().close();
        }
    }

    /** Gives up what stands before the next line break or the end, without holding it, and steps behind that. */
    void giveUpLine() throws IOException {
        for (int unit = at(0); unit != END; unit = at(0)) {
            int lineBreak = lineBreak(0);
            giveUp(Math.max(1, lineBreak));
            if (lineBreak > 0) {
                return;
            }
        }
    }

    /**
     * Steps to a place further on without looking at what lies between.
     *
     * @throws EOFException if the stream ends before it
     */
    void jumpTo(long target, long lineThere) throws IOException {
        long missing = target - offset;
        int held = (int) Math.min(missing, end - start);
        start += held;
        in.skipNBytes(missing - held);
        offset = target;
        line = lineThere;
        afterReturn = false;
    }

    private void countLine(int unit) {
        // CR LF is one break: the CR has counted.
        if (unit == '\r' || (unit == '\n' && !afterReturn)) {
            line++;
        }
        afterReturn = unit == '\r';
    }

    private boolean fill(int needed) throws IOException {
        if (needed > cap) {
            return false;
        }
        if (start + needed > buffer.length) {
            makeRoom(needed);
        }
        while (end - start < needed && !drained) {
            int read = in.read(buffer, end, buffer.length - end);
            drained = read < 0;
            end += Math.max(0, read);
        }
        return end - start >= needed;
    }

    private void makeRoom(int needed) {
        byte[] target = needed > buffer.length / 2
                ? new byte[(int) Math.min((long) cap + width, Math.max(needed, buffer.length * 2L))]
                : buffer;
        System.arraycopy(buffer, start, target, 0, end - start);
        buffer = target;
        end -= start;
        start = 0;
    }
}
