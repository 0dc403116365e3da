package org.eventgateway.smc.source.record;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The bytes of the input that one record takes, without the line break behind it; of a broken one its first line. Immutable. */
public final class Extent {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}@._+-]+");

    private final long offset;
    private final byte[] bytes;
    private final Charset charset;

    private Extent(long offset, byte[] bytes, Charset charset) {
        this.offset = offset;
        this.bytes = bytes;
        this.charset = charset;
    }

    static Extent of(Frame frame, Charset charset) {
        return new Extent(frame.offset(), frame.bytes().array(), charset);
    }

    /** How many bytes of the input stand before it. */
    public long offset() {
        return offset;
    }

    /** The same in the beginning, up to the first line break. */
    Extent firstLine() {
        Units units = Units.of(charset);
        int length = 0;
        while (length < bytes.length && !isLineBreak(units.read(bytes, length))) {
            length += units.width();
        }
        return new Extent(offset, Arrays.copyOf(bytes, length), charset);
    }

    /** As many bytes, all blanks, but for the line breaks: what stands behind keeps its place and its line. */
    public byte[] blanked() {
        Units units = Units.of(charset);
        byte[] blanks = bytes.clone();
        for (int at = 0; at < blanks.length; at += units.width()) {
            if (!isLineBreak(units.read(blanks, at))) {
                units.write(' ', blanks, at);
            }
        }
        return blanks;
    }

    /** What may be an id in it, if nothing tells its fields apart. */
    public Stream<String> words() {
        return BETWEEN_WORDS.splitAsStream(new String(bytes, charset)).filter(word -> !word.isEmpty());
    }

    private static boolean isLineBreak(int unit) {
        return unit == '\n' || unit == '\r';
    }
}
