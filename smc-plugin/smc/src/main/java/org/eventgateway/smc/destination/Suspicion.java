package org.eventgateway.smc.destination;

/**
 * That some rows of a call, as many as SMC counted, were not taken. Which ones is told by an index whose base nobody states: so those
 * that it may mean are sent again, and only if as many of them are refused again were the others taken, and need not be sent again.
 * For one thread at a time.
 */
final class Suspicion {
    private final long refused;
    private long found;

    /**
     * Before any row was found.
     *
     * @param refused how many rows SMC did not take
     */
    Suspicion(long refused) {
        this.refused = refused;
    }

    /** So many rows were refused again. */
    void found(int rows) {
        found += rows;
    }

    /** Whether all rows were found that SMC did not take. */
    boolean isCleared() {
        return found >= refused;
    }
}
