package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eventgateway.plugin.event.Event;
import org.junit.jupiter.api.Test;

class BlockTest {
    private static final int[] SIZES = {1, 127, 128, 4_000, 16_383, 16_384, 3};

    @Test
    void holdsEachRecordAtItsPlace() {
        Block block = block(107, records());

        assertThat(block.first()).isEqualTo(101);
        assertThat(block.last()).isEqualTo(107);
        for (int i = 0; i < SIZES.length; i++) {
            assertThat(block.record(101 + i)).hasSize(SIZES[i]).containsOnly(i + 1);
        }
    }

    @Test
    void knowsWhichPlacesAreItsOwn() {
        Block block = block(107, records());

        assertThat(block.holds(100)).isFalse();
        assertThat(block.holds(101)).isTrue();
        assertThat(block.holds(107)).isTrue();
        assertThat(block.holds(108)).isFalse();
    }

    @Test
    void keepsThePlacesOfWhatIsTakenOut() {
        List<Long> taken = new ArrayList<>();
        Block block = block(107, records());

        Block rest = new Block(107, block.without(Set.of(102L, 107L, 108L, 100L), taken));

        assertThat(taken).containsExactly(102L, 107L);
        assertThat(rest.first()).isEqualTo(101);
        assertThat(rest.record(102)).isEmpty();
        assertThat(rest.record(103)).isEqualTo(block.record(103));
        assertThat(rest.length()).isLessThan(block.length());
        taken.clear();
        rest.without(Set.of(102L, 103L), taken);
        assertThat(taken).as("what is gone is not taken again").containsExactly(103L);
    }

    @Test
    void answersEventsWithinTheBoundsThatWereAskedFor() {
        Block block = events(Events.track("a", 100), Events.track("b", 100), Events.track("c", 100));

        assertThat(read(block, 0, 10, 1_000)).containsExactly("a", "b", "c");
        assertThat(read(block, 1, 10, 1_000)).containsExactly("b", "c");
        assertThat(read(block, 1, 1, 1_000)).containsExactly("b");
        assertThat(read(block, 0, 10, 300)).containsExactly("a", "b", "c");
        assertThat(read(block, 0, 10, 299)).containsExactly("a", "b");
        assertThat(read(block, 0, 10, 1)).as("one at least").containsExactly("a");
        assertThat(read(block, 3, 10, 1_000)).isEmpty();
    }

    @Test
    void saysHowManyBytesAreLeft() {
        Block block = events(Events.track("a", 100), Events.track("b", 100));

        assertThat(block.addTo(new ArrayList<>(), 0, 10, 250)).isEqualTo(50);
        assertThat(block.addTo(new ArrayList<>(), 1, 10, 250)).isEqualTo(150);
        assertThat(block.addTo(new ArrayList<>(), 0, 10, 150)).isNegative();
    }

    @Test
    void ofAnotherVersionIsRefused() {
        assertThatThrownBy(() -> new Block(1, new byte[] {9, 0}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 9");
    }

    @Test
    void aBuilderBeginsTheNextBlockWhenOneIsFinished() {
        BlockBuilder builder = new BlockBuilder();
        assertThat(builder.isEmpty()).isTrue();
        builder.add(new byte[] {7});
        assertThat(builder.isEmpty()).isFalse();
        assertThat(builder.length()).isEqualTo(2);
        builder.finish();

        assertThat(builder.isEmpty()).isTrue();
        builder.add(new byte[] {8});
        assertThat(new Block(5, builder.finish()).record(5)).containsExactly(8);
    }

    private static List<byte[]> records() {
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < SIZES.length; i++) {
            byte[] record = new byte[SIZES[i]];
            Arrays.fill(record, (byte) (i + 1));
            records.add(record);
        }
        return records;
    }

    private static Block events(Event... events) {
        return block(
                events.length, Arrays.stream(events).map(EventCodec::encode).toList());
    }

    private static Block block(long last, List<byte[]> records) {
        BlockBuilder builder = new BlockBuilder();
        records.forEach(builder::add);
        return new Block(last, builder.finish());
    }

    private static List<String> read(Block block, long after, int mostEvents, long mostBytes) {
        List<LoggedEvent> events = new ArrayList<>();
        block.addTo(events, after, mostEvents, mostBytes);
        return events.stream().map(logged -> logged.event().messageId()).toList();
    }
}
