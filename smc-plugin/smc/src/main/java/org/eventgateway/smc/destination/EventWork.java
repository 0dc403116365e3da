package org.eventgateway.smc.destination;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.smc.settings.Effect;
import org.jspecify.annotations.Nullable;

/** One event of a batch and what is still to be done for it. For one thread at a time. */
final class EventWork {
    private final Batch.Item item;
    private final Set<String> done;
    private final EnumSet<Effect> open = EnumSet.noneOf(Effect.class);
    private @Nullable Reason rejected;
    private boolean reported;
    private boolean alone;

    EventWork(Batch.Item item, Set<Effect> effects) {
        this.item = item;
        this.done = new HashSet<>(item.doneEffects());
        effects.stream().filter(effect -> !done.contains(effect.wireName())).forEach(open::add);
    }

    Event event() {
        return item.event();
    }

    long id() {
        return item.id();
    }

    boolean wants(Effect effect) {
        return open.contains(effect);
    }

    /** From now on its profile is not folded with those of other calls. */
    void standAlone() {
        alone = true;
    }

    boolean standsAlone() {
        return alone;
    }

    /** An effect that this event cannot have, such as the profile of a visitor. */
    void leaveOut(Effect effect) {
        open.remove(effect);
    }

    void done(Effect effect) {
        if (open.remove(effect)) {
            done.add(effect.wireName());
        }
    }

    void rejected(Effect effect, Reason reason) {
        open.remove(effect);
        rejected = rejected == null ? reason : rejected;
    }

    /** Nothing of it is sent. */
    void rejectedAtOnce(Reason reason) {
        open.clear();
        rejected = reason;
    }

    boolean isOpen() {
        return !open.isEmpty();
    }

    /** Its outcome for now: what is done need not be done again. */
    Outcome later(Reason reason) {
        return Outcome.retryLater(reason, done);
    }

    /** Its outcome, once, as soon as it is final. */
    Optional<Outcome> takeOutcome() {
        if (isOpen() || reported) {
            return Optional.empty();
        }
        reported = true;
        return Optional.of(rejected == null ? Outcome.DELIVERED : Outcome.rejected(rejected, done));
    }
}
