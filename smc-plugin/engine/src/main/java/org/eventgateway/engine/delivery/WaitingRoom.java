package org.eventgateway.engine.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eventgateway.engine.log.LoggedEvent;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.Settlement;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.plugin.event.EventType;

/**
 * The events that wait for an operator while others go on, and when they are tried again.
 *
 * <p>Decision. The log is settled from the front, so an event that waits would hold up all behind it. It therefore leaves the log for a
 * table of its own, with the effects that are done, in the transaction that settles its neighbours: memory is bounded by the batch,
 * whatever waits. From then on whoever needs the same scope is set aside too, behind it, since the destination has closed the scope.
 * On a schedule comes a <em>round</em>: the destination starts anew, which opens all scopes, and what is set aside goes out from its
 * front, batch by batch, while nothing else does. The round ends when nothing is left, or when every scope that anybody waits for was
 * found closed again: so either all who wait went first, or nobody can overtake them. A scope is thus never open for an event of the
 * log while an earlier one waits for it. After a start the scopes are not known, and a whole round comes before the first event of
 * the log. What comes behind a deletion that waits is told in {@link WaitingDeletions}.
 *
 * <p>For the delivery thread.
 */
final class WaitingRoom {
    private final DeliveryParts parts;
    private final Map<Scope, Reason> closed = new HashMap<>();
    private final Set<Scope> foundClosed = new HashSet<>();
    private final WaitingDeletions deletions = new WaitingDeletions();
    private final Deque<LoggedEvent> page = new ArrayDeque<>();
    private boolean scopesKnown;
    private boolean inRound;
    private Position settled = Position.START;
    private final Hold untilNextRound = new Hold();

    WaitingRoom(DeliveryParts parts) {
        this.parts = parts;
    }

    /** Forgets what is not on disk. */
    void restart() {
        closed.clear();
        deletions.clear();
        page.clear();
        scopesKnown = false;
        inRound = false;
        untilNextRound.release();
    }

    /** Why some events wait, by what they wait for; empty when none does. */
    Map<Scope, Reason> closed() {
        return Map.copyOf(closed);
    }

    /** When the next round is due; {@link Instant#MAX} if nobody waits. */
    Instant nextRound(Instant now) {
        return scopesKnown && closed.isEmpty() ? Instant.MAX : untilNextRound.end(now);
    }

    /** Whether somebody waits, as far as is known. Then the destination is started at the beginning of a round only. */
    boolean isNeeded() {
        return inRound || !scopesKnown || !closed.isEmpty();
    }

    boolean inRound() {
        return inRound;
    }

    /** Begins a round, if anybody waits; answers whether it did. The destination must start anew then. */
    boolean beginRound() {
        settled = Position.START;
        foundClosed.clear();
        deletions.started();
        inRound = !read(1).isEmpty();
        if (!inRound) {
            nobodyWaits();
        }
        return inRound;
    }

    /**
     * Reads who is next in this round; empty when the round is over. A request to delete a person comes alone. Only when all that was
     * read before is settled.
     */
    List<LoggedEvent> next(Instant now) {
        boolean nothingOpened = scopesKnown && !deletions.someEnded() && foundClosed.containsAll(closed.keySet());
        if (!nothingOpened && page.isEmpty()) {
            page.addAll(read(parts.settings().batchEvents()));
        }
        if (nothingOpened || page.isEmpty()) {
            endRound(now);
            return List.of();
        }
        List<LoggedEvent> next = new ArrayList<>();
        do {
            next.add(page.removeFirst());
        } while (!isDeletion(next.get(0)) && !page.isEmpty() && !isDeletion(page.getFirst()));
        return next;
    }

    private static boolean isDeletion(LoggedEvent logged) {
        return logged.event().type() == EventType.DELETE;
    }

    private void endRound(Instant now) {
        inRound = false;
        scopesKnown = true;
        page.clear();
        closed.keySet().retainAll(foundClosed);
        holdNextRound(now);
    }

    /** The requests to delete a person that wait. */
    WaitingDeletions deletions() {
        return deletions;
    }

    /** Events were answered to wait. */
    void waiting(Map<Scope, Reason> scopes, Instant now) {
        if (scopes.isEmpty()) {
            return;
        }
        if (closed.isEmpty()) {
            holdNextRound(now);
        }
        closed.putAll(scopes);
        foundClosed.addAll(scopes.keySet());
    }

    /** Who of a round's batch went with its person after it was read. */
    Set<Position> deleted(Consignment head) {
        Set<Position> left = parts.setAside().left(parts.connection(), head.first(), head.last());
        return head.parcels().stream()
                .map(Parcel::position)
                .filter(place -> !left.contains(place))
                .collect(Collectors.toSet());
    }

    /** Settles events of a round. */
    void settle(Settlement settlement) {
        parts.setAside().settle(parts.connection(), settled, settlement);
        deletions.settled(settled, settlement);
        settled = settlement.upTo();
    }

    private void holdNextRound(Instant now) {
        untilNextRound.set(now.plus(parts.settings().probeInterval()), now);
    }

    private void nobodyWaits() {
        closed.clear();
        deletions.clear();
        scopesKnown = true;
    }

    private List<LoggedEvent> read(int mostEvents) {
        return parts.setAside()
                .read(parts.connection(), settled, mostEvents, parts.settings().batchBytes());
    }
}
