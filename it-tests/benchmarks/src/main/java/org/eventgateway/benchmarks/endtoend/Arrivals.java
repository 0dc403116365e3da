package org.eventgateway.benchmarks.endtoend;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.eventgateway.benchmarks.workload.EventMark;
import org.eventgateway.benchmarks.workload.Workload;

/** What came to the sink in one phase of a run: each event's first arrival, repeats, and what came out of order. Thread-safe. */
final class Arrivals {
    private final int first;
    private final long[] at;
    private final int[] lastOfPerson = new int[2 * Workload.PEOPLE];
    private long delivered;
    private long twice;
    private long inversions;
    private long posts;
    private long refused;
    private long busy;

    /** Expects {@code count} events, the first of which has the sequence number {@code first}. */
    Arrivals(int first, int count) {
        this.first = first;
        this.at = new long[count];
        Arrays.fill(lastOfPerson, -1);
    }

    /** Notes the rows of a load that was taken; answers how many there are. */
    synchronized int take(byte[] body, long now) {
        posts++;
        int rows = 0;
        int place = EventMark.find(body, 0, body.length);
        while (place >= 0) {
            note(EventMark.read(body, place), now);
            rows++;
            place = EventMark.find(body, place + EventMark.LENGTH, body.length);
        }
        return rows;
    }

    /** Notes a load of profiles: those events come as rows too, and are counted there. */
    synchronized void takeProfiles() {
        posts++;
    }

    synchronized void refuse() {
        refused++;
    }

    /** Notes a load that came while another was running. */
    synchronized void meetAnother() {
        busy++;
    }

    private void note(EventMark mark, long now) {
        int index = mark.sequence() - first;
        if (index < 0 || index >= at.length || at[index] != 0) {
            twice++;
            return;
        }
        at[index] = now;
        delivered++;
        if (mark.sequence() < lastOfPerson[mark.person()]) {
            inversions++;
        } else {
            lastOfPerson[mark.person()] = mark.sequence();
        }
    }

    synchronized long delivered() {
        return delivered;
    }

    synchronized byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(at.length * Long.BYTES + 64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(delivered);
            out.writeLong(twice);
            out.writeLong(inversions);
            out.writeLong(posts);
            out.writeLong(refused);
            out.writeLong(busy);
            for (long time : at) {
                out.writeLong(time);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** What the sink says at the end of a phase; {@code at} holds 0 for what did not arrive. */
    @SuppressWarnings("ArrayRecordComponent") // read once, by the one who decoded it
    record Report(long delivered, long twice, long inversions, long posts, long refused, long busy, long[] at) {
        static Report decode(byte[] bytes) {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                long[] head = new long[6];
                for (int i = 0; i < head.length; i++) {
                    head[i] = in.readLong();
                }
                long[] at = new long[in.available() / Long.BYTES];
                for (int i = 0; i < at.length; i++) {
                    at[i] = in.readLong();
                }
                return new Report(head[0], head[1], head[2], head[3], head[4], head[5], at);
            } catch (IOException e) {
                throw new UncheckedIOException("reading from memory cannot fail", e);
            }
        }
    }
}
