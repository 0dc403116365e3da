package org.eventgateway.engine.delivery;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.engine.log.Position;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.event.Person;

/** Carries out requests to delete a person, and notes what the destination answers. For the delivery thread. */
final class Erasing {
    private final DeliveryParts parts;
    private final Clock clock;
    private final DestinationCalls calls;
    private final WaitingDeletions waiting;

    Erasing(DeliveryParts parts, DestinationCalls calls, WaitingDeletions waiting) {
        this.parts = parts;
        this.clock = parts.clock();
        this.calls = calls;
        this.waiting = waiting;
    }

    /**
     * What one attempt brought: an outcome, or why it must be tried again.
     *
     * @param outcome its end, or that it is set aside; empty if it must be tried again
     * @param open why it must be tried again; empty if there is an outcome
     */
    record Attempt(Optional<Outcome> outcome, Optional<Reason> open) {
        private static Attempt of(Outcome outcome) {
            return new Attempt(Optional.of(outcome), Optional.empty());
        }
    }

    /** Tries to carry out a request. */
    Attempt erase(Parcel request) {
        Optional<String> userId = request.event().userId();
        if (userId.isEmpty()) {
            return Attempt.of(Outcome.rejected(Reasons.NO_USER_ID));
        }
        Optional<Outcome.Waiting> unasked = waiting.unasked(request);
        if (unasked.isPresent()) {
            return setAside(request, unasked.get());
        }
        Person person = new Person(userId.get());
        Erasure erasure = calls.erase(person);
        note(request.position(), person, erasure);
        Attempt attempt = erasure.open()
                .map(reason -> unfinished(request, erasure, reason))
                .orElse(Attempt.of(Outcome.DELIVERED));
        boolean waits =
                attempt.outcome().filter(Outcome.Waiting.class::isInstance).isPresent();
        boolean throttled = attempt.open()
                .filter(reason -> reason.category() == Category.THROTTLED)
                .isPresent();
        if (!waits && !throttled) {
            request.attempted(clock.instant());
        }
        return attempt;
    }

    private Attempt unfinished(Parcel request, Erasure erasure, Reason reason) {
        if (!erasure.waitsFor().isEmpty() && waiting.takes(request)) {
            Outcome.Waiting outcome = new Outcome.Waiting(reason, erasure.waitsFor(), Set.of());
            waiting.refused(outcome);
            return setAside(request, outcome);
        }
        return reason.category() == Category.EVENT
                ? Attempt.of(Outcome.rejected(reason))
                : new Attempt(Optional.empty(), Optional.of(reason));
    }

    /** An operator must act first; what comes later of the person waits behind the request. */
    private Attempt setAside(Parcel request, Outcome.Waiting outcome) {
        waiting.waits(request);
        return Attempt.of(outcome);
    }

    private void note(Position request, Person person, Erasure erasure) {
        StoreFailure.guardWrite(() -> parts.deletions().answered(parts.connection(), request, person, erasure));
    }
}
