package org.eventgateway.smc.source.record;

import java.nio.charset.Charset;

/** The bytes of the input that one record takes, without the line break behind it. Immutable. */
public final class Extent {
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

    private static boolean isLineBreak(int unit) {
        return unit == '\n' || unit == '\r';
    }
}
