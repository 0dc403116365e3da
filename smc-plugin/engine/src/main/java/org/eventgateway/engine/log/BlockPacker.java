package org.eventgateway.engine.log;

import java.util.Arrays;
import java.util.function.Supplier;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.jspecify.annotations.Nullable;

/**
 * Makes blocks small for the disk. A packed block is its version, the length of the plain block, and the plain block compressed with LZ4;
 * one that is short, or would not become shorter, stays plain.
 *
 * <p>Decision: {@code lz4-java}, with its native library. Events of one sender are alike: 100 of them take 21 % of their bytes, 5 take 44 %,
 * and each byte of a log is written twice by SQLite. Packing and unpacking costs 1.3 µs an event, in plain Java 4.2; the JDK's deflater takes
 * 17 % of the bytes, but 8 to 14 µs. SQLite needs native code anyway; where only this library cannot be loaded, plain Java does the same.
 */
final class BlockPacker {
    static final byte PACKED = 2;

    /** Most single events are shorter: alone they have little to share, and take one page in any case. */
    static final int SHORTEST = 2_048;

    /** The most that LZ4 makes out of one byte. */
    private static final int MOST_GROWTH = 255;

    private static final System.Logger LOG = System.getLogger(BlockPacker.class.getName());
    private static final LZ4Factory LZ4 = orPlainJava(LZ4Factory::nativeInstance);
    private static final LZ4SafeDecompressor UNPACKER = LZ4.safeDecompressor();

    private final LZ4Compressor compressor;
    private byte[] scratch = new byte[0];

    BlockPacker() {
        this(LZ4);
    }

    BlockPacker(LZ4Factory lz4) {
        this.compressor = lz4.fastCompressor();
    }

    /** Answers what is asked for, or plain Java where the temporary folder may run nothing, or the machine is of a rare kind. */
    static LZ4Factory orPlainJava(Supplier<LZ4Factory> wanted) {
        try {
            return wanted.get();
        } catch (LinkageError | AssertionError | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The native library of LZ4 could not be loaded ({0}); events are compressed in plain Java, which takes some 3 µs more"
                            + " of processor time for each. To change that, name a folder that may run files with"
                            + " -Djava.io.tmpdir.",
                    String.valueOf(e.getCause() == null ? e : e.getCause()));
            return LZ4Factory.safeInstance();
        }
    }

    /** Answers a plain block as it is stored. For one thread. */
    byte[] pack(byte[] source, int from, int length) {
        if (length >= SHORTEST) {
            int header = 1 + Text.varintSize(length);
            int most = header + compressor.maxCompressedLength(length);
            if (scratch.length < most) {
                scratch = new byte[most];
            }
            int packed = header + compressor.compress(source, from, length, scratch, header, scratch.length - header);
            if (packed < length) {
                scratch[0] = PACKED;
                Text.writeVarint(length, scratch, 1);
                return Arrays.copyOf(scratch, packed);
            }
        }
        return Arrays.copyOfRange(source, from, from + length);
    }

    /** Answers the plain block of a stored one, which is that itself if it was not packed. From any thread. */
    static byte[] unpack(byte[] stored) {
        if (stored[0] != PACKED) {
            return stored;
        }
        RecordReader in = new RecordReader(stored, 1);
        int length = in.varint();
        int from = in.position();
        // Not believed without looking: a damaged length must not take the memory of the server.
        if (length < 0 || length > (long) MOST_GROWTH * stored.length) {
            throw damaged(length, null);
        }
        byte[] plain = new byte[length];
        try {
            if (UNPACKER.decompress(stored, from, stored.length - from, plain, 0, length) < length) {
                throw damaged(length, null);
            }
        } catch (LZ4Exception e) {
            throw damaged(length, e);
        }
        return plain;
    }

    private static IllegalStateException damaged(int length, @Nullable LZ4Exception cause) {
        return new IllegalStateException("a damaged block was met, which should be one of " + length + " bytes", cause);
    }
}
