package org.eventgateway.engine.log;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;

/** Appends what one request brings. Hashed on the request thread, and written by the writer thread from the body to its block. */
final class AppendWork implements Work<EventLog.Receipt> {
    private static final int MOST_RAW = 32 * 1_024;
    private static final int OVERHEAD = 64;

    private final List<Part> parts;
    private final Optional<Append.Progress> progress;
    private final long bytes;

    private AppendWork(List<Part> parts, Optional<Append.Progress> progress, long bytes) {
        this.parts = parts;
        this.progress = progress;
        this.bytes = bytes;
    }

    static AppendWork prepare(Append append, Fingerprints fingerprints, boolean recognisingRepeats, PersonHash hash) {
        List<Part> parts = new ArrayList<>(append.parts().size());
        long bytes = OVERHEAD;
        for (Append.Part part : append.parts()) {
            int[] sizes = new int[part.events().size()];
            Map<Integer, Subject> deletions = new HashMap<>();
            for (int i = 0; i < sizes.length; i++) {
                Event event = part.events().get(i);
                sizes[i] = EventCodec.size(event);
                bytes += sizes[i] + OVERHEAD;
                if (event.type() == EventType.DELETE) {
                    int place = i;
                    Subject.of(event, hash).ifPresent(subject -> deletions.put(place, subject));
                }
            }
            long[] prints = recognisingRepeats && sizes.length > 0
                    ? fingerprints.of(part.connection(), part.events())
                    : new long[0];
            List<Raw> raws = new ArrayList<>(part.refused().size());
            Map<String, Integer> refused = new HashMap<>();
            for (Append.Refused one : part.refused()) {
                raws.add(new Raw(one.reason(), copy(one.raw())));
                refused.merge(one.reason().code(), 1, Integer::sum);
                bytes += Math.min(one.raw().remaining(), MOST_RAW) + OVERHEAD;
            }
            parts.add(new Part(
                    part.connection(), part.events(), sizes, prints, part.filtered(), refused, raws, deletions));
        }
        return new AppendWork(parts, append.progress(), bytes);
    }

    /** How much it counts until it is stored: the records of each connection. */
    long bytes() {
        return bytes;
    }

    @Override
    public EventLog.Receipt on(Session session) throws SQLException {
        int stored = 0;
        int repeated = 0;
        for (Part part : parts) {
            ConnectionLog log = session.log(part.connection);
            // First: a request in the same call is about these too.
            for (Raw raw : part.raws) {
                session.deadLetters().keepRefused(log, raw.reason, raw.bytes, session.now());
            }
            int added = store(part, log, session);
            int again = part.events.size() - added;
            if (!part.events.isEmpty()) {
                log.count(log.counters().appended(added, again));
            }
            if (!part.filtered.isEmpty() || !part.refused.isEmpty()) {
                log.count(log.counters().unaccepted(part.filtered, part.refused));
            }
            stored += added;
            repeated += again;
        }
        if (progress.isPresent()) {
            SqliteCheckpoints.save(session, progress.get());
        }
        return new EventLog.Receipt(stored, repeated);
    }

    private static int store(Part part, ConnectionLog log, Session session) throws SQLException {
        int added = 0;
        boolean watched = part.events.stream().anyMatch(event -> event.type() == EventType.IDENTIFY)
                && session.guard().watches(log);
        BitSet unseen = unseen(part, session);
        for (int i = 0; i < part.sizes.length; i++) {
            if (unseen.get(i)) {
                added++;
                Event event = part.events.get(i);
                long place = log.append(event, part.sizes[i]);
                if (watched && event.type() == EventType.IDENTIFY) {
                    session.guard().set(log, event, place, session.now());
                }
                Subject subject = part.deletions.get(i);
                if (subject != null) {
                    session.deletions().note(log, place, subject, session.now());
                }
            }
        }
        return added;
    }

    private static BitSet unseen(Part part, Session session) throws SQLException {
        if (part.prints.length > 0) {
            return session.repeats().remember(part.prints);
        }
        BitSet all = new BitSet(part.sizes.length);
        all.set(0, part.sizes.length);
        return all;
    }

    private static byte[] copy(ByteBuffer raw) {
        byte[] bytes = new byte[Math.min(raw.remaining(), MOST_RAW)];
        raw.duplicate().get(bytes);
        return bytes;
    }

    /** What one connection gets, ready to be stored. */
    private static final class Part {
        private final String connection;
        private final List<Event> events;
        private final int[] sizes;
        private final long[] prints;
        private final Map<String, Integer> filtered;
        private final Map<String, Integer> refused;
        private final List<Raw> raws;
        private final Map<Integer, Subject> deletions;

        Part(
                String connection,
                List<Event> events,
                int[] sizes,
                long[] prints,
                Map<String, Integer> filtered,
                Map<String, Integer> refused,
                List<Raw> raws,
                Map<Integer, Subject> deletions) {
            this.connection = connection;
            this.events = events;
            this.sizes = sizes;
            this.prints = prints;
            this.filtered = filtered;
            this.refused = refused;
            this.raws = raws;
            this.deletions = deletions;
        }
    }

    /** What a sender wrote that is not acceptable. */
    private static final class Raw {
        private final Reason reason;
        private final byte[] bytes;

        Raw(Reason reason, byte[] bytes) {
            this.reason = reason;
            this.bytes = bytes;
        }
    }
}
