package org.eventgateway.smc.api;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eventgateway.plugin.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Calls SMC and says of each call what is known. Thread-safe; a call blocks its caller for the total time-out at most. The call
 * itself runs on a thread of its own: if it outlives the time-out it is cut by closing its connections, and left behind.
 */
public final class SmcClient implements AutoCloseable {
    /** One is out for a delivery, some are for people; more hang, since they were cut and did not end. */
    static final int MOST_CALLS = 8;

    private final Connections connections;
    private final KeyRing keys;
    private final String organization;
    private final Duration totalTimeout;
    private final Jsonb json = JsonbBuilder.create();
    private final Exchange exchange;
    private final ExecutorService threads;
    private final ExecutorService closers;
    private @Nullable SmcApi api;

    private SmcClient(HttpSettings settings, KeyRing keys, ThreadFactory threads, Clock clock) {
        this.connections = new Connections(settings, keys, threads);
        this.keys = keys;
        this.organization = settings.organization();
        this.totalTimeout = settings.totalTimeout();
        this.exchange = new Exchange(json, clock, totalTimeout);
        this.threads = new ThreadPoolExecutor(0, MOST_CALLS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        this.closers = new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        ((ThreadPoolExecutor) closers).allowCoreThreadTimeOut(true);
    }

    /**
     * Makes a client; connects only when called.
     *
     * @param settings how to reach SMC
     * @param keys who we are
     * @param threads makes the threads of the calls
     * @param clock tells how far a date in a header lies ahead
     */
    public static SmcClient create(HttpSettings settings, KeyRing keys, ThreadFactory threads, Clock clock) {
        return new SmcClient(settings, keys, threads, clock);
    }

    /** One operation of the typed client. */
    @FunctionalInterface
    public interface Call {
        Response on(SmcApi api, String organization) throws Exception;
    }

    /**
     * Makes one call. If SMC refuses the key and another stands by, it makes the call once more with that, which stays in use if
     * it was taken.
     */
    public Reply call(Call call) {
        Credentials first = keys.active();
        Reply reply = once(call);
        if (!keys.hasNext() || !refusesKey(reply)) {
            return reply;
        }
        keys.turnFrom(first);
        Credentials next = keys.active();
        Reply second = once(call);
        if (refusesKey(second)) {
            keys.turnFrom(next);
        }
        return second;
    }

    // The vendor's table has no 403; it is read as 401.
    private static boolean refusesKey(Reply reply) {
        return reply instanceof Reply.Answered answered && (answered.status() == 401 || answered.status() == 403);
    }

    private Reply once(Call call) {
        SmcApi current = current();
        Future<Reply> running;
        try {
            running = threads.submit(task(call, current));
        } catch (RejectedExecutionException e) {
            return new Reply.NotSent(
                    threads.isShutdown()
                            ? Reason.internal("closed", "The connection to SMC is closed.")
                            : Reason.remote(
                                    "calls_stuck",
                                    MOST_CALLS
                                            + " calls to SMC were cut and have not ended; no more is sent until one has. Look at the network."));
        }
        try {
            return running.get(totalTimeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            running.cancel(true);
            cut(current);
            return new Reply.Lost(Reason.remote(
                    "total_time_out",
                    "SMC did not finish its answer within " + totalTimeout.toSeconds()
                            + " s (total-timeout); whether it did what was asked is not known."));
        } catch (InterruptedException e) {
            running.cancel(true);
            cut(current);
            Thread.currentThread().interrupt();
            return new Reply.Lost(Reason.internal("interrupted", "The call was interrupted by a stop of the gateway."));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call ended in an error instead of a reply", e.getCause());
        }
    }

    private Callable<Reply> task(Call call, SmcApi current) {
        return () -> exchange.carryOut(() -> call.on(current, organization));
    }

    private synchronized SmcApi current() {
        SmcApi open = api;
        if (open == null) {
            open = connections.open();
            api = open;
        }
        return open;
    }

    private void cut(SmcApi stuck) {
        synchronized (this) {
            if (api == stuck) {
                api = null;
            }
        }
        // Closing may wait for the stuck thread in some clients; nobody else shall.
        try {
            closers.execute(stuck::close);
        } catch (RejectedExecutionException e) {
            stuck.close();
        }
    }

    /** Who is in use, for the quota and for masking. */
    public KeyRing keys() {
        return keys;
    }

    /** Writes an object as JSON. */
    public RequestBody json(Object value) {
        return out -> out.write(json.toJson(value).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        SmcApi open;
        synchronized (this) {
            open = api;
            api = null;
        }
        if (open != null) {
            open.close();
        }
        connections.close();
        threads.shutdownNow();
        closers.shutdown();
        try {
            json.close();
        } catch (Exception e) {
            throw new IllegalStateException("the JSON binding did not close", e);
        }
    }
}
