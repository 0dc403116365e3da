package org.eventgateway.smc.row;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A choice of the rows of one buffer, in order; at least one. Immutable; it writes itself as SMC's array of arrays. */
public final class Rows {
    private final RowBuffer buffer;
    private final int[] numbers;

    private Rows(RowBuffer buffer, int[] numbers) {
        if (numbers.length == 0) {
            throw new IllegalArgumentException("a choice of rows has at least one row");
        }
        this.buffer = buffer;
        this.numbers = numbers;
    }

    /** Chooses rows by their numbers in the buffer. */
    public static Rows of(RowBuffer buffer, int... numbers) {
        return new Rows(buffer, numbers.clone());
    }

    /** How many rows. */
    public int size() {
        return numbers.length;
    }

    /** The number of the row at a place of this choice. */
    public int number(int place) {
        return numbers[place];
    }

    /** The size of the body in bytes. */
    public long bytes() {
        long total = 1;
        for (int number : numbers) {
            total += buffer.length(number) + 1L;
        }
        return total;
    }

    /** Both halves; only of a choice of at least two. */
    public List<Rows> halves() {
        int middle = numbers.length / 2;
        return List.of(
                new Rows(buffer, Arrays.copyOfRange(numbers, 0, middle)),
                new Rows(buffer, Arrays.copyOfRange(numbers, middle, numbers.length)));
    }

    /** Those whose place in this choice a rule picks, and the others; at most two, in this order, empty ones left out. */
    public List<Rows> partition(IntPredicate rule) {
        return List.of(rule, rule.negate()).stream()
                .map(wanted -> IntStream.range(0, numbers.length)
                        .filter(wanted)
                        .map(place -> numbers[place])
                        .toArray())
                .filter(chosen -> chosen.length > 0)
                .map(chosen -> new Rows(buffer, chosen))
                .toList();
    }

    /** Cuts into choices of at most so many rows and bytes; a row that is larger by itself stands alone. */
    public List<Rows> limitedTo(int rows, long bytes) {
        List<Rows> parts = new java.util.ArrayList<>();
        int from = 0;
        long size = 1;
        for (int place = 0; place < numbers.length; place++) {
            long more = buffer.length(numbers[place]) + 1L;
            if (place > from && (place - from == rows || size + more > bytes)) {
                parts.add(new Rows(buffer, Arrays.copyOfRange(numbers, from, place)));
                from = place;
                size = 1;
            }
            size += more;
        }
        parts.add(new Rows(buffer, Arrays.copyOfRange(numbers, from, numbers.length)));
        return List.copyOf(parts);
    }

    /** Whether it writes the same body as another. */
    public boolean isLike(Rows other) {
        if (numbers.length != other.numbers.length || bytes() != other.bytes()) {
            return false;
        }
        for (int place = 0; place < numbers.length; place++) {
            if (!Arrays.equals(
                    buffer.bytes(),
                    buffer.start(numbers[place]),
                    buffer.start(numbers[place]) + buffer.length(numbers[place]),
                    other.buffer.bytes(),
                    other.buffer.start(other.numbers[place]),
                    other.buffer.start(other.numbers[place]) + other.buffer.length(other.numbers[place]))) {
                return false;
            }
        }
        return true;
    }

    /** Writes the body. */
    public void writeTo(OutputStream out) throws IOException {
        for (int place = 0; place < numbers.length; place++) {
            out.write(place == 0 ? '[' : ',');
            out.write(buffer.bytes(), buffer.start(numbers[place]), buffer.length(numbers[place]));
        }
        out.write(']');
    }
}
