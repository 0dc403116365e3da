package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jpountz.lz4.LZ4Factory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BlockPackerTest {
    private final BlockPacker packer = new BlockPacker();

    @Test
    void aBlockOfEventsThatAreAlikeTakesAQuarter() {
        byte[] plain = alike(100_000);

        byte[] stored = packer.pack(plain, 0, plain.length);

        assertThat(stored[0]).isEqualTo(BlockPacker.PACKED);
        assertThat(stored).hasSizeLessThan(plain.length / 4);
        assertThat(BlockPacker.unpack(stored)).isEqualTo(plain);
    }

    @Test
    void aShortBlockStaysPlain() {
        byte[] longer = alike(BlockPacker.SHORTEST);
        byte[] shorter = Arrays.copyOf(longer, BlockPacker.SHORTEST - 1);

        assertThat(packer.pack(shorter, 0, shorter.length)).isEqualTo(shorter).isNotSameAs(shorter);
        assertThat(packer.pack(longer, 0, longer.length)).hasSizeLessThan(longer.length);
    }

    @Test
    void aBlockThatDoesNotBecomeShorterStaysPlain() {
        byte[] noise = Events.noise("seed", 5_000).getBytes(StandardCharsets.US_ASCII);
        noise[0] = Block.VERSION;

        byte[] stored = packer.pack(noise, 0, noise.length);

        assertThat(stored).isEqualTo(noise);
        assertThat(BlockPacker.unpack(stored)).isSameAs(stored);
    }

    @Test
    void packsAPartOfAnArrayAndNothingOfTheBlockBefore() {
        byte[] large = alike(300_000);
        byte[] first = packer.pack(large, 0, large.length);

        byte[] second = packer.pack(large, 1_000, 4_000);

        assertThat(BlockPacker.unpack(first)).isEqualTo(large);
        assertThat(second).hasSizeLessThan(4_000);
        assertThat(BlockPacker.unpack(second)).isEqualTo(Arrays.copyOfRange(large, 1_000, 5_000));
    }

    @Property(tries = 200)
    void whatIsPackedComesBack(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 200_000) int length,
            @ForAll @IntRange(min = 1, max = 256) int letters) {
        byte[] plain = new byte[length];
        Random random = new Random(seed);
        for (int i = 0; i < length; i++) {
            plain[i] = (byte) random.nextInt(letters);
        }
        plain[0] = Block.VERSION;

        byte[] stored = packer.pack(plain, 0, length);

        assertThat(stored.length).isLessThanOrEqualTo(length);
        assertThat(BlockPacker.unpack(stored)).isEqualTo(plain);
    }

    @Test
    void whereTheNativeLibraryIsMissingPlainJavaDoesTheSame() {
        LZ4Factory nativeOne = BlockPacker.orPlainJava(LZ4Factory::nativeInstance);
        LZ4Factory plainJava = BlockPacker.orPlainJava(() -> {
            throw new UnsatisfiedLinkError("liblz4-java.so: failed to map segment: operation not permitted");
        });

        assertThat(nativeOne).isSameAs(LZ4Factory.nativeInstance());
        assertThat(plainJava).isSameAs(LZ4Factory.safeInstance());
        byte[] plain = alike(100_000);
        byte[] byNative = new BlockPacker(nativeOne).pack(plain, 0, plain.length);
        byte[] byJava = new BlockPacker(plainJava).pack(plain, 0, plain.length);
        byte[] read = new byte[plain.length];
        int header = 1 + Text.varintSize(plain.length);
        plainJava.safeDecompressor().decompress(byNative, header, byNative.length - header, read, 0);
        assertThat(read).as("written by the native library, read by Java").isEqualTo(plain);
        assertThat(BlockPacker.unpack(byJava))
                .as("written by Java, read by the native library")
                .isEqualTo(plain);
    }

    @Test
    void aDamagedBlockIsToldAsSuch() {
        byte[] stored = packer.pack(alike(10_000), 0, 10_000);
        byte[] cut = Arrays.copyOf(stored, stored.length - 10);
        byte[] shorter = stored.clone();
        Text.writeVarint(9_999, shorter, 1);
        byte[] longer = stored.clone();
        Text.writeVarint(10_001, longer, 1);

        for (byte[] damaged : new byte[][] {cut, shorter, longer}) {
            assertThatThrownBy(() -> BlockPacker.unpack(damaged))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void aLengthThatCannotBeTakesNoMemory() {
        byte[] huge = new byte[100];
        huge[0] = BlockPacker.PACKED;
        Text.writeVarint(100 * 255 + 1, huge, 1);
        byte[] negative = new byte[100];
        negative[0] = BlockPacker.PACKED;
        Text.writeVarint(-1, negative, 1);

        assertThatThrownBy(() -> BlockPacker.unpack(huge)).hasMessageContaining("25501");
        assertThatThrownBy(() -> BlockPacker.unpack(negative)).hasMessageContaining("-1");
    }

    /** A plain block of events that differ in a few places. */
    private static byte[] alike(int length) {
        StringBuilder text = new StringBuilder();
        text.append((char) Block.VERSION);
        Random random = new Random(7);
        while (text.length() < length) {
            text.append("{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"")
                    .append(random.nextLong())
                    .append("\",\"properties\":{\"currency\":\"EUR\",\"revenue\":")
                    .append(random.nextInt(1_000))
                    .append("}}");
        }
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }
}
