package org.eventgateway.engine.log;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eventgateway.plugin.Reason;
import org.jspecify.annotations.Nullable;

/** What the faces of the store share: finding a connection by name, and waiting for the writer. */
final class Connections {
    private Connections() {}

    static <V> V require(Map<String, V> connections, String name) {
        @Nullable V found = connections.get(name);
        if (found == null) {
            throw new StoreException(
                    Reason.internal("connection_unknown", "There is no event log of the name " + name + "."));
        }
        return found;
    }

    /** Waits until the work is durable; what failed it comes as it was. */
    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                cause.addSuppressed(e);
                throw cause;
            }
            throw e;
        }
    }
}
