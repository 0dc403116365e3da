package org.eventgateway.engine.delivery;

import java.time.Instant;
import java.util.Optional;
import org.eventgateway.engine.log.Attempts;
import org.eventgateway.engine.log.Outages.Outage;
import org.eventgateway.engine.log.Position;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in the store for how long nothing has got through, and how often the events in front were sent meanwhile, so that a start begins
 * neither count anew. For the delivery thread.
 */
final class OutageNotes {
    private final DeliveryParts parts;
    private final FailingTime failing;
    private final Outbox outbox;
    private @Nullable Outage noted;

    OutageNotes(DeliveryParts parts, FailingTime failing, Outbox outbox) {
        this.parts = parts;
        this.failing = failing;
        this.outbox = outbox;
        this.noted = parts.outages().find(parts.connection()).orElse(null);
        // Else something was settled behind it, of which it is not known whether it was given up.
        if (noted != null && noted.behind().equals(committed())) {
            failing.resume(noted);
        }
    }

    /** How often an event of the log was sent, as far as was noted. */
    Attempts of(Position event) {
        return noted == null ? Attempts.NONE : noted.of(event);
    }

    /** Writes down what has changed, if it is time to. */
    void keep() {
        if (failing.hasEnded()) {
            if (noted != null) {
                StoreFailure.guardWrite(() -> parts.outages().end(parts.connection()));
                noted = null;
            }
            return;
        }
        Instant now = parts.clock().instant();
        Position behind = committed();
        Outage outage = note(behind, now);
        boolean sentAgain = noted != null && !noted.attempts().equals(outage.attempts());
        if (sentAgain || failing.isToBeNoted(noted, behind, now)) {
            StoreFailure.guardWrite(() -> parts.outages().note(parts.connection(), outage));
            noted = outage;
        }
    }

    /** What is not in hand, as before the first batch after a start, or in a round of those that wait, keeps its attempts. */
    private Outage note(Position behind, Instant now) {
        Optional<Outbox.Front> front = outbox.front().filter(any -> any.upTo().compareTo(behind) > 0);
        if (front.isPresent()) {
            return failing.note(behind, front.get().upTo(), front.get().attempts(), now);
        }
        return noted != null && noted.behind().equals(behind)
                ? failing.note(behind, noted.upTo(), noted.attempts(), now)
                : failing.note(behind, behind, Attempts.NONE, now);
    }

    private Position committed() {
        return parts.log().committed(parts.connection());
    }
}
