package org.eventgateway.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One virtual time for several that go on side by side: what one waits for costs the others nothing. Of all lanes one runs at a time, the
 * one that is due first, so that a run is the same whenever it is repeated.
 */
final class Lanes {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private final List<Lane> lanes = new ArrayList<>();
    private Instant now = VirtualClock.START;
    private @Nullable Lane running;
    private boolean started;

    /** Makes a lane; before the start. */
    Lane lane() {
        Lane lane = new Lane(this);
        lanes.add(lane);
        return lane;
    }

    /** Lets the lanes go, as soon as all have asked for a time to wait for. */
    void start() {
        lock.lock();
        try {
            started = true;
            next();
        } finally {
            lock.unlock();
        }
    }

    Instant now() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the turn away and comes back at a time. */
    void waitFor(Lane lane, Instant until) {
        lock.lock();
        try {
            lane.wake = until.isAfter(now) ? until : now;
            running = lane.equals(running) ? null : running;
            next();
            while (!lane.equals(running)) {
                turn.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A lane is at its end. */
    void leave(Lane lane) {
        lock.lock();
        try {
            lanes.remove(lane);
            running = lane.equals(running) ? null : running;
            next();
        } finally {
            lock.unlock();
        }
    }

    private void next() {
        if (!started || running != null || lanes.stream().anyMatch(lane -> lane.wake == null)) {
            return;
        }
        lanes.stream().min(Comparator.comparing(Lane::wakesAt)).ifPresent(first -> {
            Instant due = first.wakesAt();
            now = due.isAfter(now) ? due : now;
            first.wake = null;
            running = first;
            turn.signalAll();
        });
    }

    /** The clock of one of them. To move it on is to wait. */
    static final class Lane extends VirtualClock {
        private final Lanes lanes;
        private @Nullable Instant wake;

        private Lane(Lanes lanes) {
            this.lanes = lanes;
        }

        Lanes lanes() {
            return lanes;
        }

        private Instant wakesAt() {
            return wake == null ? Instant.MAX : wake;
        }

        @Override
        public Instant instant() {
            return lanes.now();
        }

        @Override
        synchronized void advanceTo(Instant instant) {
            while (isDueBy(instant)) {
                lanes.waitFor(this, next().orElseThrow());
                carryOutNext();
            }
            lanes.waitFor(this, instant);
        }

        @Override
        void advance(Duration duration) {
            advanceTo(instant().plus(duration));
        }
    }
}
