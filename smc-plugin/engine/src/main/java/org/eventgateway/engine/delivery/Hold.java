package org.eventgateway.engine.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * Until when something is held back. When the clock is set back meanwhile, the end moves with it, so that no wait lasts for as many
 * hours longer; it is noticed when somebody looks, which every step of a delivery does. For the delivery thread.
 */
final class Hold {
    private Instant end = Instant.MIN;
    private Instant lookedAt = Instant.MIN;

    /** Holds back until then. */
    void set(Instant until, Instant now) {
        end = until;
        lookedAt = now;
    }

    void release() {
        end = Instant.MIN;
    }

    /** When it ends, by the clock as it goes now; {@link Instant#MIN} if nothing is held back. */
    Instant end(Instant now) {
        if (now.isBefore(lookedAt) && now.isBefore(end)) {
            end = end.minus(Duration.between(now, lookedAt));
        }
        lookedAt = now;
        return end;
    }
}
