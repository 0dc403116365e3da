package org.eventgateway.engine.log;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work on its way through the writer.
 *
 * @param <T> what it answers
 */
final class Write<T> {
    private final Work<T> work;
    private final long bytes;
    private final boolean append;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable RuntimeException refusal;

    Write(Work<T> work, long bytes, boolean append) {
        this.work = work;
        this.bytes = bytes;
        this.append = append;
    }

    void apply(Session session) throws SQLException {
        refusal = null;
        result = null;
        try {
            result = work.on(session);
        } catch (IllegalArgumentException e) {
            refusal = e;
        }
    }

    /** Tells the one who waits, after the commit. */
    @SuppressWarnings("NullAway") // a work that was not refused has its result
    void done() {
        if (refusal != null) {
            future.completeExceptionally(refusal);
        } else {
            future.complete(result);
        }
    }

    void fail(RuntimeException cause) {
        future.completeExceptionally(cause);
    }

    long bytes() {
        return bytes;
    }

    /** Whether it adds events; all else makes room or moves what is there. */
    boolean isAppend() {
        return append;
    }

    CompletableFuture<T> future() {
        return future;
    }
}
