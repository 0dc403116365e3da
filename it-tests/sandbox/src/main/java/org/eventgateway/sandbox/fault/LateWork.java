package org.eventgateway.sandbox.fault;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is carried out some time after its request came in, in the order of its time. Nobody waits for it: it is done before anybody looks
 * who could see it. Safe for use by many threads.
 */
public final class LateWork {
    private final PriorityQueue<Piece> pieces =
            new PriorityQueue<>(Comparator.comparing(Piece::due).thenComparing(Piece::number));
    private long number;

    public synchronized void add(Instant due, Runnable work) {
        pieces.add(new Piece(due, number++, work));
    }

    /** Does what is due by now; whoever comes meanwhile waits for it. */
    public synchronized void catchUp(Instant now) {
        while (!pieces.isEmpty() && !pieces.element().due().isAfter(now)) {
            pieces.remove().work().run();
        }
    }

    public synchronized void clear() {
        pieces.clear();
    }

    private record Piece(Instant due, long number, Runnable work) {}
}
