package org.eventgateway.smc.source.record;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eventgateway.plugin.source.PersonRecords;
import org.jspecify.annotations.Nullable;

/**
 * What a reader could make no record of, looked through for persons. A stretch of lines that belong together, such as a broken record over
 * several lines, goes as a whole if one of them is named in it. It may be of any length: only places and a part of the text are held. For
 * one thread.
 */
public final class Leftovers {
    private static final int PART_BYTES = 65_536;

    /** What an id may have at most to be found where two parts meet. */
    private static final int OVERLAP_BYTES = 1_024;

    /** A longer stretch counts as several. */
    private static final int MOST_LINES = 10_000;

    /** Words that a single character parts may be one id, such as {@code auth0|5f7c8e}. */
    private static final int MOST_WORDS = 5;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}@._+-]+");
    private static final Pattern BETWEEN_VALUES = Pattern.compile("[\"',;\\t\\r\\n]");

    private final Charset charset;
    private final Units units;
    private final Predicate<String> isAsked;
    private final PersonRecords found;
    private final byte[] part = new byte[PART_BYTES];
    private final Deque<Line> lines = new ArrayDeque<>();
    private int held;
    private long lineStart;
    private long end;
    private boolean open;
    private @Nullable String asked;

    /**
     * @param charset of the input
     * @param isAsked whether an id is that of one of the persons
     * @param found takes what names one of them
     */
    public Leftovers(Charset charset, Predicate<String> isAsked, PersonRecords found) {
        this.charset = charset;
        this.units = Units.of(charset);
        this.isAsked = isAsked;
        this.found = found;
    }

    /** Adds whole units that stand behind {@code offset} bytes of the input, and behind all that was added before. */
    void add(byte[] source, int from, int length, long offset) throws IOException {
        if (open && offset != end) {
            close();
        }
        if (!open) {
            open = true;
            lineStart = offset;
        }
        end = offset + length;
        for (int at = 0; at < length; at += units.width()) {
            int unit = units.read(source, from + at);
            if (unit == '\n' || unit == '\r') {
                endLine(offset + at);
                lineStart = offset + at + units.width();
            } else {
                hold(source, from + at);
            }
        }
    }

    /** Ends a stretch: what is added next has nothing to do with it. */
    void close() throws IOException {
        if (!open) {
            return;
        }
        endLine(end);
        flush();
        open = false;
    }

    private void hold(byte[] source, int from) {
        if (held == part.length) {
            look();
            System.arraycopy(part, held - OVERLAP_BYTES, part, 0, OVERLAP_BYTES);
            held = OVERLAP_BYTES;
        }
        System.arraycopy(source, from, part, held, units.width());
        held += units.width();
    }

    private void endLine(long at) throws IOException {
        look();
        held = 0;
        if (at > lineStart) {
            lines.add(new Line(lineStart, at));
        }
        if (lines.size() >= MOST_LINES) {
            flush();
        }
    }

    private void look() {
        if (asked == null && held > 0) {
            String text = new String(part, 0, held, charset);
            asked = inWords(text).or(() -> inValues(text)).orElse(null);
        }
    }

    /** Finds an id that is a word, or several of which one character is between each and the next, whatever delimits values. */
    private Optional<String> inWords(String text) {
        Matcher word = WORD.matcher(text);
        int[] starts = new int[MOST_WORDS];
        int words = 0;
        int end = 0;
        while (word.find()) {
            words = word.start() - end > 1 ? 0 : Math.min(words, MOST_WORDS - 1);
            System.arraycopy(starts, 0, starts, 1, words);
            starts[0] = word.start();
            words++;
            end = word.end();
            for (int i = 0; i < words; i++) {
                String candidate = text.substring(starts[i], end);
                if (isAsked.test(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /** Finds an id of any characters between those that usually delimit values. */
    private Optional<String> inValues(String text) {
        return BETWEEN_VALUES
                .splitAsStream(text)
                .map(String::strip)
                .filter(value -> !value.isEmpty() && !WORD.matcher(value).matches())
                .filter(isAsked)
                .findFirst();
    }

    private void flush() throws IOException {
        Optional<String> named = Optional.ofNullable(asked);
        asked = null;
        if (named.isPresent()) {
            byte[] blanks = blanks();
            boolean first = true;
            for (Line line : lines) {
                for (long at = line.start; at < line.end; at += blanks.length) {
                    byte[] over = Arrays.copyOf(blanks, (int) Math.min(blanks.length, line.end - at));
                    if (first) {
                        found.found(named.get(), at, over);
                    } else {
                        found.further(named.get(), at, over);
                    }
                    first = false;
                }
            }
        }
        lines.clear();
    }

    private byte[] blanks() {
        byte[] blanks = new byte[PART_BYTES];
        for (int at = 0; at < blanks.length; at += units.width()) {
            units.write(' ', blanks, at);
        }
        return blanks;
    }

    private record Line(long start, long end) {}
}
