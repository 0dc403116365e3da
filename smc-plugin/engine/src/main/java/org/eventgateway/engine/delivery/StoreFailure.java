package org.eventgateway.engine.delivery;

import java.io.Serial;
import java.util.function.Supplier;

/** The store failed, for whatever reason; what was to be done must be done again. */
final class StoreFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private StoreFailure(RuntimeException cause) {
        super("the store failed", cause);
    }

    /** Reads from the store and tells its failures from those of plugins. */
    static <T> T guard(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw new StoreFailure(e);
        }
    }

    /** Writes to the store, with the same distinction. */
    static void guardWrite(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            throw new StoreFailure(e);
        }
    }
}
