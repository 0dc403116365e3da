package org.eventgateway.smc.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.eventgateway.plugin.source.Input;
import org.eventgateway.plugin.source.Source;
import org.junit.jupiter.api.Test;

/** Inputs that no memory would hold are made while they are read. */
class LargeInputTest {
    private static final String HEADER = "event;user_id;email_id;timestamp\n";
    private static final String TIME = "2026-10-20T06:00:00Z";

    @Test
    void neverHoldsMoreThanOneCommitsWorthOfEvents() throws IOException {
        int rows = 100_000;
        Sinks.Counting sink = new Sinks.Counting();

        Sources.open().read(Sources.file("f.csv", rows(rows), Optional.empty()), sink);

        assertThat(sink.events).isEqualTo(rows);
        assertThat(sink.mostOpen).isEqualTo(SmcSource.COMMIT_RECORDS);
        assertThat(sink.commits).isEqualTo(rows / SmcSource.COMMIT_RECORDS);
    }

    @Test
    void aLineOfHundredsOfMegabytesIsSkippedInConstantMemory() throws IOException {
        Source source = Sources.open();
        long before = used();
        Sinks.Keeping sink = new Sinks.Keeping();

        source.read(Sources.file("f.csv", withLongLine(300_000_000L, "opened;u1;\""), Optional.empty()), sink);

        assertThat(sink.refusals).containsExactly("2 record_too_long");
        assertThat(sink.events).hasSize(1);
        assertThat(used() - before).isLessThan(50_000_000);
    }

    @Test
    void anElementOfHundredsOfMegabytesIsSkippedInConstantMemory() throws IOException {
        InputStream in = new Parts(
                "[{\"a\":\"",
                300_000_000L,
                "\"},{\"event\":\"opened\",\"user_id\":\"u\",\"timestamp\":\"" + TIME + "\"}]");
        Sinks.Keeping sink = new Sinks.Keeping();

        Sources.open().read(Sources.file("f.json", in, Optional.empty()), sink);

        assertThat(sink.refusals).containsExactly("1 record_too_long");
        assertThat(sink.events).hasSize(1);
    }

    @Test
    void manyMembersOfAnObjectOfALongNameTakeNoMoreMemoryThanTheirRecord() throws IOException {
        StringBuilder record =
                new StringBuilder("{\"event\":\"opened\",\"user_id\":\"u\",\"timestamp\":\"" + TIME + "\"");
        record.append(",\"").append("x".repeat(50_000)).append("\":{\"0\":0");
        for (int i = 1; record.length() < 250_000; i++) {
            record.append(",\"").append(i).append("\":0");
        }
        Input file = Sources.file("f.json", record.append("}}").toString());
        Source source = Sources.open();
        Sinks.Keeping sink = new Sinks.Keeping();
        long before = allocated();

        source.read(file, sink);

        assertThat(allocated() - before).isLessThan(50_000_000);
        assertThat(sink.events).hasSize(1);
    }

    private static InputStream withLongLine(long length, String start) {
        return new Parts(HEADER + start, length, "\nopened;u2;1;" + TIME + "\n");
    }

    private static InputStream rows(int count) {
        return new InputStream() {
            private byte[] line = HEADER.getBytes(StandardCharsets.UTF_8);
            private int at;
            private int next = 1;

            @Override
            public int read() {
                if (at == line.length) {
                    if (next > count) {
                        return -1;
                    }
                    line = ("opened;u" + next + ";" + next + ";" + TIME + "\n").getBytes(StandardCharsets.UTF_8);
                    at = 0;
                    next++;
                }
                return line[at++];
            }

            @Override
            public int read(byte[] target, int from, int length) {
                if (length == 0) {
                    return 0;
                }
                int first = read();
                if (first < 0) {
                    return -1;
                }
                target[from] = (byte) first;
                int rest = Math.min(length - 1, line.length - at);
                System.arraycopy(line, at, target, from + 1, rest);
                at += rest;
                return rest + 1;
            }
        };
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** A beginning, very many x, and an end. */
    private static final class Parts extends InputStream {
        private final byte[] start;
        private final long middle;
        private final byte[] end;
        private long at;

        Parts(String start, long middle, String end) {
            this.start = start.getBytes(StandardCharsets.UTF_8);
            this.middle = middle;
            this.end = end.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            long place = at++;
            if (place < start.length) {
                return start[(int) place];
            }
            place -= start.length;
            if (place < middle) {
                return 'x';
            }
            place -= middle;
            return place < end.length ? end[(int) place] : -1;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            if (at >= start.length && at < start.length + middle) {
                int count = (int) Math.min(length, start.length + middle - at);
                Arrays.fill(target, from, from + count, (byte) 'x');
                at += count;
                return count;
            }
            int next = length == 0 ? -1 : read();
            if (next < 0) {
                return length == 0 ? 0 : -1;
            }
            target[from] = (byte) next;
            return 1;
        }
    }
}
