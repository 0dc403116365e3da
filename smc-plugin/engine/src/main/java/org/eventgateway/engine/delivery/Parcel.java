package org.eventgateway.engine.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.engine.log.Attempts;
import org.eventgateway.engine.log.LoggedEvent;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.Settlement;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.jspecify.annotations.Nullable;

/** One event on its way, with what is known of its attempts. For the delivery thread. */
final class Parcel implements Outcome.Visitor<Optional<Reason>> {
    private final LoggedEvent logged;
    private final Set<String> doneEffects;
    private Attempts attempts;
    private @Nullable Instant lastAttempt;
    private final Map<Scope, Reason> waitsFor = new HashMap<>();
    private boolean delivered;
    private boolean deleted;
    private boolean expired;
    private @Nullable Reason rejected;

    Parcel(LoggedEvent logged) {
        this.logged = logged;
        this.doneEffects = new HashSet<>(logged.doneEffects());
        this.attempts = logged.attempts();
    }

    long id() {
        return logged.position().value();
    }

    Position position() {
        return logged.position();
    }

    Event event() {
        return logged.event();
    }

    Batch.Item item() {
        return new Batch.Item(id(), logged.event(), doneEffects);
    }

    void attempted(Instant now) {
        attempts = attempts.andOneAt(now.toEpochMilli());
        lastAttempt = now;
    }

    /** It was sent so often by an earlier run of the server. */
    void attemptedBefore(Attempts earlier) {
        attempts = attempts.or(earlier);
    }

    Attempts attempts() {
        return attempts;
    }

    /** The visitor's answers say why the event must be sent again; empty if it has its end. */
    @Override
    public Optional<Reason> delivered() {
        delivered = true;
        return Optional.empty();
    }

    @Override
    public Optional<Reason> retryLater(Reason reason, Set<String> effects) {
        doneEffects.addAll(effects);
        return Optional.of(reason);
    }

    @Override
    public Optional<Reason> rejected(Reason reason, Set<String> effects) {
        // What was remembered of refused effects on the way must not keep a replay from trying them again.
        doneEffects.clear();
        doneEffects.addAll(effects);
        reject(reason);
        return Optional.empty();
    }

    @Override
    public Optional<Reason> waiting(Reason reason, Set<Scope> scopes, Set<String> effects) {
        doneEffects.addAll(effects);
        scopes.forEach(scope -> waitsFor.put(scope, reason));
        return Optional.empty();
    }

    void reject(Reason reason) {
        rejected = reason;
    }

    /** Its deadline has passed; {@code last} is why it was to be sent again. */
    void expire(Reason last) {
        expired = true;
        rejected = Reasons.deadlinePassed(last);
    }

    /** It went with its person. */
    void delete() {
        deleted = true;
    }

    boolean open() {
        return !delivered && !deleted && !isWaiting() && rejected == null;
    }

    /** Whether an answer, whichever, brought it to its end. */
    boolean isAnswered() {
        return delivered || (rejected != null && !expired);
    }

    boolean isDeleted() {
        return deleted;
    }

    boolean isWaiting() {
        return !waitsFor.isEmpty();
    }

    /** Why it waits, by what it waits for. */
    Map<Scope, Reason> waitsFor() {
        return waitsFor;
    }

    Settlement.Waiting setAside() {
        return new Settlement.Waiting(position(), doneEffects, attempts);
    }

    /** What was delivered as a change of a person's traits; empty for all else. */
    Optional<LoggedEvent> identified() {
        return delivered && event().type() == EventType.IDENTIFY ? Optional.of(logged) : Optional.empty();
    }

    /** What the log is told of it if it was rejected. {@code now} stands in for attempts that were never made. */
    Optional<Settlement.Rejected> rejection(Instant now) {
        if (rejected == null) {
            return Optional.empty();
        }
        return Optional.of(new Settlement.Rejected(
                position(),
                rejected,
                attempts.count(),
                attempts.count() == 0 ? now.toEpochMilli() : attempts.firstMillis(),
                (lastAttempt == null ? now : lastAttempt).toEpochMilli(),
                doneEffects));
    }
}
