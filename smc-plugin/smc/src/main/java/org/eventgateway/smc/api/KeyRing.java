package org.eventgateway.smc.api;

import java.util.List;
import java.util.function.BooleanSupplier;

/** The credentials in use and those that stand by for a rotation: they take over when the first end or are refused. Thread-safe. */
public final class KeyRing {
    private final List<Credentials> all;
    private final BooleanSupplier firstEnded;
    private int active;
    private boolean endNoticed;

    /**
     * Makes a ring.
     *
     * @param all one or two, the first in use
     */
    public KeyRing(List<Credentials> all) {
        this(all, () -> false);
    }

    /**
     * Makes a ring of which the first may end.
     *
     * @param all one or two, the first in use
     * @param firstEnded whether the time of the first has passed; asked often, from any thread
     */
    public KeyRing(List<Credentials> all, BooleanSupplier firstEnded) {
        this.all = List.copyOf(all);
        this.firstEnded = firstEnded;
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a key ring holds at least one key");
        }
    }

    /** Those in use. */
    public synchronized Credentials active() {
        if (!endNoticed && hasNext() && firstEnded.getAsBoolean()) {
            endNoticed = true;
            active = 1;
        }
        return all.get(active);
    }

    /** Whether those that stood by are in use. */
    public boolean isOnNext() {
        return hasNext() && active().equals(all.get(1));
    }

    /** Whether others stand by. */
    public boolean hasNext() {
        return all.size() > 1;
    }

    /** Takes the others into use, if these still are: two calls may be refused at once. SMC knows no overlap of a rotated pair. */
    public synchronized void turnFrom(Credentials refused) {
        if (all.get(active).equals(refused)) {
            active = (active + 1) % all.size();
        }
    }
}
