package org.eventgateway.smc.destination;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.smc.settings.Effect;
import org.jspecify.annotations.Nullable;

/** One event of a batch and what is still to be done for it. For one thread at a time. */
final class EventWork {
    private static final String REFUSED = "!";

    private final Batch.Item item;
    private final Set<String> refused = new HashSet<>();
    private final EnumSet<Effect> open = EnumSet.noneOf(Effect.class);
    private final EnumSet<Effect> done = EnumSet.noneOf(Effect.class);
    private final Map<Effect, ClosedLists.Closed> waiting = new EnumMap<>(Effect.class);
    private @Nullable Reason rejected;
    private boolean reported;
    private boolean alone;
    private boolean rejectedAtOnce;

    EventWork(Batch.Item item, Set<Effect> effects) {
        this.item = item;
        open.addAll(effects);
        item.doneEffects().forEach(this::recall);
    }

    // An effect that was refused while another one waited is final too: tried again behind later events it might
    // succeed.
    private void recall(String earlier) {
        String[] parts = earlier.split(REFUSED, 3);
        open.removeIf(effect -> effect.wireName().equals(parts[0]));
        if (parts.length == 3) {
            refused.add(earlier);
            rejected = Reason.event(parts[1], parts[2]);
        }
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
            done.add(effect);
        }
    }

    /** Without its row an event has no other effect either; answers whether one is off because of that. */
    boolean rejected(Effect effect, Reason reason) {
        open.remove(effect);
        refused.add(effect.wireName() + REFUSED + reason.code() + REFUSED + reason.text());
        rejected = rejected == null ? reason : rejected;
        boolean off = effect == Effect.ROW && !open.isEmpty();
        if (off) {
            open.clear();
            waiting.clear();
        }
        return off;
    }

    /** Nothing of it is sent. */
    void rejectedAtOnce(Reason reason) {
        open.clear();
        rejected = reason;
        rejectedAtOnce = true;
    }

    /** Whether nothing of it is sent, because of how the lists are built. */
    boolean isRejectedAtOnce() {
        return rejectedAtOnce;
    }

    /** An effect cannot be had until an operator has acted on a list. */
    void waits(Effect effect, ClosedLists.Closed closed) {
        waiting.put(effect, closed);
    }

    /** Whether anything of it waits for an operator. */
    boolean waitsForSomething() {
        return !waiting.isEmpty();
    }

    /** Whether all that is open waits for an operator. */
    private boolean isWaiting() {
        return isOpen() && waiting.keySet().containsAll(open);
    }

    boolean isOpen() {
        return !open.isEmpty();
    }

    /** Its outcome for now: what is done need not be done again. */
    Outcome later(Reason reason) {
        return Outcome.retryLater(reason, remembered());
    }

    /** Its outcome, once, as soon as it is final or can only wait. */
    Optional<Outcome> takeOutcome() {
        if (reported || (isOpen() && !isWaiting())) {
            return Optional.empty();
        }
        reported = true;
        if (isOpen()) {
            return Optional.of(waitingOutcome());
        }
        return Optional.of(rejected == null ? Outcome.DELIVERED : Outcome.rejected(rejected, doneEffects()));
    }

    private Outcome waitingOutcome() {
        Set<Scope> scopes = new HashSet<>();
        open.forEach(
                effect -> scopes.add(Objects.requireNonNull(waiting.get(effect)).scope()));
        Reason reason =
                Objects.requireNonNull(waiting.get(open.iterator().next())).reason();
        return Outcome.waiting(reason, scopes, remembered());
    }

    /** What the next attempt leaves out. */
    private Set<String> remembered() {
        Set<String> all = doneEffects();
        all.addAll(refused);
        return all;
    }

    private Set<String> doneEffects() {
        Set<String> all = new HashSet<>();
        item.doneEffects().stream()
                .filter(earlier -> !refused.contains(earlier))
                .forEach(all::add);
        done.forEach(effect -> all.add(effect.wireName()));
        return all;
    }

    boolean isReported() {
        return reported;
    }
}
