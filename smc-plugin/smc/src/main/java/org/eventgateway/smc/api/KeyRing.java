package org.eventgateway.smc.api;

import java.util.List;

/** The credentials in use and those that stand by for a rotation. Thread-safe. */
public final class KeyRing {
    private final List<Credentials> all;
    private volatile int active;

    /**
     * Makes a ring.
     *
     * @param all one or two, the first in use
     */
    public KeyRing(List<Credentials> all) {
        this.all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a key ring holds at least one key");
        }
    }

    /** Those in use. */
    public Credentials active() {
        return all.get(active);
    }

    /** Whether others stand by. */
    public boolean hasNext() {
        return all.size() > 1;
    }

    /** Takes the others into use. SMC knows no overlap of a rotated pair: the old one is refused at once. */
    public void turn() {
        active = (active + 1) % all.size();
    }
}
