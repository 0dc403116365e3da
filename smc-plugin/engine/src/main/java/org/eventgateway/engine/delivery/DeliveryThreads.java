package org.eventgateway.engine.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs one delivery on two threads of its own: one sends, the other maps the next batch meanwhile. All waiting of the delivery is done
 * here. A delivery that fails in a way nobody foresaw starts again behind what is settled, before it does anything else; the threads
 * end only with {@link #stop}.
 */
public final class DeliveryThreads {
    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());
    /** Long waits are cut, so that a clock that was set back or a missed wake-up cannot stall a delivery for long. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    /** Single events may arrive thousands of times a second: the next batch grows in larger bites than that. */
    private static final Duration BETWEEN_BITES = Duration.ofMillis(20);

    /** A call is on its way by then: mapping right away would hold it up where there are few cores, and has the whole call to be done. */
    static final Duration HEAD_START = Duration.ofMillis(5);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String connection;
    private final Delivery delivery;
    private final Clock clock;
    private final Thread sender;
    private final Thread mapper;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition toSend = lock.newCondition();
    private final Condition toMap = lock.newCondition();
    private final Condition toStop = lock.newCondition();
    private boolean eventsArrived;
    private boolean awaitsEvents;
    private boolean aheadWanted;
    private volatile boolean stopping;
    /** For the sending thread: the delivery may be in a state halfway, which no step may see. */
    private boolean restartDue;

    private Runnable first = () -> {};
    private volatile boolean begun;

    /** Makes the threads; {@link #start} starts them. */
    public DeliveryThreads(String connection, Delivery delivery, Clock clock, ThreadFactory threads) {
        this.connection = connection;
        this.delivery = delivery;
        this.clock = clock;
        this.sender = threads.newThread(this::send);
        this.mapper = threads.newThread(this::map);
        sender.setName("event-gateway " + connection + " sends");
        mapper.setName("event-gateway " + connection + " maps");
    }

    public void start() {
        start(() -> {});
    }

    /**
     * As {@link #start()}. Does not wait: who starts an application may hold locks of the server that new threads need.
     *
     * @param before run on the sending thread before the first step, and again after a moment as long as it fails
     */
    public void start(Runnable before) {
        first = before;
        sender.start();
        mapper.start();
    }

    /** The log got events. From any thread; quick. */
    public void eventsArrived() {
        lock.lock();
        try {
            eventsArrived = true;
            if (awaitsEvents) {
                toSend.signal();
            }
            if (delivery.sendIsOut()) {
                wantAhead();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets no further step begin. Does not wait. */
    public void stop() {
        lock.lock();
        try {
            stopping = true;
            toSend.signal();
            toMap.signal();
            toStop.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the threads have ended, interrupting them when the time is up.
     *
     * @param atMost how long a call that is out may take to come back
     * @return whether it had begun and came back in time; if not, nobody knows what becomes of it
     */
    public boolean awaitEnd(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean inTime = true;
        if (!join(sender, deadline) || !join(mapper, deadline)) {
            inTime = false;
            sender.interrupt();
            mapper.interrupt();
            if (!join(sender, System.nanoTime() + AFTER_FAILURE.toNanos())) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Connection {0}: a call did not end in time and is left behind; its batch is sent again after a start.",
                        connection);
            }
        }
        delivery.stopped();
        return inTime && begun;
    }

    private void send() {
        while (!stopping) {
            try {
                beginOrGoOn();
            } catch (RuntimeException | Error e) {
                afterFailure(e);
            }
        }
    }

    private void beginOrGoOn() {
        if (!begun) {
            first.run();
            begun = true;
        }
        if (restartDue) {
            delivery.restart();
            restartDue = false;
        }
        Due due = delivery.step(this::callGoesOut);
        if (!due.equals(Due.NOW)) {
            await(due);
        }
    }

    private void callGoesOut() {
        lock.lock();
        try {
            wantAhead();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes the mapping thread, once: each wake-up costs more than an event does. */
    private void wantAhead() {
        if (!aheadWanted) {
            aheadWanted = true;
            toMap.signal();
        }
    }

    private void afterFailure(Throwable failure) {
        boolean again = restartDue;
        restartDue = begun;
        survive(() -> tell(failure, again));
        survive(() -> pause(AFTER_FAILURE));
    }

    private void tell(Throwable failure, boolean again) {
        if (stopping) {
            return;
        }
        if (!begun) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Connection {0}: it cannot begin yet, for {1}.",
                    connection,
                    kind(failure));
            return;
        }
        delivery.failed(failure);
        LOG.log(
                again ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR,
                "Connection {0}: its delivery failed with {1} and starts again behind what is settled.",
                connection,
                kind(failure));
    }

    private void map() {
        while (!stopping) {
            try {
                mapAhead();
            } catch (RuntimeException | Error e) {
                survive(() -> LOG.log(
                        System.Logger.Level.DEBUG,
                        "Connection {0}: the next batch could not be prepared ahead: {1}",
                        connection,
                        kind(e)));
                survive(() -> pause(BETWEEN_BITES));
            }
        }
    }

    private void mapAhead() {
        if (awaitAheadWanted()) {
            pause(HEAD_START);
            delivery.prepareAhead();
            pause(BETWEEN_BITES);
        }
    }

    /** Whatever is short, memory or a file for the log: a thread that ended would stop its connection for good. */
    private static void survive(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            // Nothing more can be done about a failure; the next round tries again.
        }
    }

    private static String kind(Throwable failure) {
        return failure.getClass().getName();
    }

    private void await(Due due) {
        lock.lock();
        try {
            awaitsEvents = due.onEvent();
            while (!stopping && !(awaitsEvents && eventsArrived)) {
                Duration left = left(due);
                if (left.isZero() || left.isNegative()) {
                    return;
                }
                if (toSend.awaitNanos(left.toNanos()) <= 0) {
                    return; // the step that follows finds out whether it is due
                }
            }
            eventsArrived = false;
        } catch (InterruptedException e) {
            // A server that shuts down interrupts before it closes the gateway: the next step finds out.
            LOG.log(System.Logger.Level.DEBUG, "Connection {0}: a wait was interrupted.", connection);
        } finally {
            awaitsEvents = false;
            lock.unlock();
        }
    }

    private Duration left(Due due) {
        Instant now = clock.instant();
        return due.at().isAfter(now.plus(LONGEST_WAIT)) ? LONGEST_WAIT : Duration.between(now, due.at());
    }

    private boolean awaitAheadWanted() {
        lock.lock();
        try {
            while (!stopping && !aheadWanted) {
                toMap.awaitUninterruptibly();
            }
            aheadWanted = false;
            return !stopping;
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration duration) {
        lock.lock();
        try {
            long left = duration.toNanos();
            while (!stopping && left > 0) {
                left = toStop.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "Connection {0}: a wait was interrupted.", connection);
        } finally {
            lock.unlock();
        }
    }

    private static boolean join(Thread thread, long deadline) {
        try {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left > 0) {
                thread.join(left);
            }
            return !thread.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !thread.isAlive();
        }
    }
}
