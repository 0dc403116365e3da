package org.eventgateway.engine.delivery;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.Settlement;
import org.eventgateway.plugin.destination.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The requests to delete a person that are set aside, since an operator must act first. What comes later of such a person waits behind
 * his request: delivered before it, it would be deleted with what was there. Remote systems compare ids ignoring case and trailing
 * blanks, and so does this: whoever might be the same person waits too.
 *
 * <p>Decision. What is set aside is looked through in order, and a request comes before all that waits for it; so it is enough to know
 * the requests that were found to wait, and after a crash they are found again before anything else goes out.
 *
 * <p>For the delivery thread.
 */
final class WaitingDeletions {
    /** So many are kept in memory; the next one pauses the connection. */
    static final int MOST = 10_000;

    private final NavigableMap<Position, String> persons = new TreeMap<>();
    private final Map<String, NavigableSet<Position>> requests = new HashMap<>();
    private Outcome.@Nullable Waiting why;
    private boolean refusedSinceStart;
    private boolean someEnded;

    /** Forgets all. */
    void clear() {
        persons.clear();
        requests.clear();
        refusedSinceStart = false;
    }

    /** The destination starts anew: it may be asked to delete again. */
    void started() {
        refusedSinceStart = false;
        someEnded = false;
    }

    /** Whether any request has come to its end since: then what waited behind it goes next, and nothing else. */
    boolean someEnded() {
        return someEnded;
    }

    /** Why a request waits unasked; empty if the destination is to be asked. */
    Optional<Outcome.Waiting> unasked(Parcel request) {
        boolean waits = refusedSinceStart || before(request).isPresent();
        return waits && takes(request) ? Optional.ofNullable(why) : Optional.empty();
    }

    /** Whether none waits, which is nearly always so. */
    boolean isEmpty() {
        return requests.isEmpty();
    }

    /** Whether there is room for one more, or it is known already. */
    boolean takes(Parcel request) {
        return persons.size() < MOST || persons.containsKey(request.position());
    }

    /** The destination cannot delete for now. */
    void refused(Outcome.Waiting outcome) {
        why = outcome;
        refusedSinceStart = true;
    }

    /** A request waits. */
    void waits(Parcel request) {
        String person = person(request);
        persons.put(request.position(), person);
        requests.computeIfAbsent(person, any -> new TreeSet<>()).add(request.position());
    }

    /** Of what is set aside, all behind a place is settled that this accounts for: those that wait no longer are forgotten. */
    void settled(Position after, Settlement settlement) {
        Map<Position, String> done = new HashMap<>(persons.subMap(after, false, settlement.upTo(), true));
        settlement.waiting().forEach(each -> done.remove(each.position()));
        someEnded |= !done.isEmpty();
        done.forEach((place, person) -> {
            persons.remove(place);
            requests.computeIfPresent(person, (any, places) -> {
                places.remove(place);
                return places.isEmpty() ? null : places;
            });
        });
    }

    /** Why an event waits that stands behind a request to delete its person; empty if there is none. */
    Optional<Outcome.Waiting> before(Parcel event) {
        NavigableSet<Position> places = requests.get(person(event));
        return places == null || places.lower(event.position()) == null ? Optional.empty() : Optional.ofNullable(why);
    }

    private static String person(Parcel parcel) {
        return parcel.event()
                .userId()
                .orElse("")
                .stripTrailing()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
