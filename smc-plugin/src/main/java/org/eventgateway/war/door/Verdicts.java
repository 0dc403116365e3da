package org.eventgateway.war.door;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.engine.intake.Acceptance;
import org.eventgateway.engine.intake.Acceptance.Filtered;
import org.eventgateway.engine.intake.Intake;
import org.eventgateway.engine.log.Append;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.trackingapi.parser.RefusedEvent;
import org.eventgateway.trackingapi.parser.TrackingCall;

/**
 * What became of each event of a call.
 *
 * @param errors the events that were refused, by their place in the body
 * @param unwanted the reason for each event that no connection of the route wanted
 * @param total how many events the body held
 */
record Verdicts(List<EventError> errors, List<Reason> unwanted, int total) {

    /** Works it out from the parser's and the intake's word. An event counts as unwanted only if every connection says so. */
    static Verdicts of(TrackingCall call, Acceptance acceptance, int connections) {
        List<EventError> errors = new ArrayList<>();
        for (RefusedEvent refused : call.refused()) {
            errors.add(new EventError(refused.index(), refused.messageId(), refused.reason()));
        }
        Map<Integer, List<Reason>> reasons = new HashMap<>();
        for (Filtered filtered : acceptance.filtered()) {
            reasons.computeIfAbsent(filtered.index(), index -> new ArrayList<>())
                    .add(filtered.reason());
        }
        List<Reason> unwanted = new ArrayList<>();
        int[] places = reasons.isEmpty() ? new int[0] : places(call);
        reasons.forEach((index, why) -> {
            Optional<Reason> refusal = why.stream().filter(Verdicts::isRefusal).findFirst();
            if (refusal.isPresent()) {
                Event event = call.events().get(index);
                errors.add(new EventError(places[index], Optional.of(event.messageId()), refusal.get()));
            } else if (why.size() == connections) {
                unwanted.add(why.get(0));
            }
        });
        errors.sort(Comparator.comparingInt(EventError::index));
        return new Verdicts(
                errors, unwanted, call.events().size() + call.refused().size());
    }

    /** What the parser refused, as the intake keeps it. */
    static List<Append.Refused> kept(TrackingCall call) {
        return call.refused().stream()
                .map(refused -> new Append.Refused(refused.reason(), refused.raw()))
                .toList();
    }

    /** Whether every event was refused. */
    boolean noneTaken() {
        return errors.size() == total;
    }

    /** Whether no event was refused and none wanted. */
    boolean noneWanted() {
        return unwanted.size() == total;
    }

    private static boolean isRefusal(Reason reason) {
        return reason.equals(Intake.DELETE_NOT_ALLOWED) || reason.equals(Intake.ADMISSION_FAILED);
    }

    /** Where each good event stands in the body: in the gaps that the refused ones leave. */
    private static int[] places(TrackingCall call) {
        Set<Integer> taken = new HashSet<>();
        call.refused().forEach(refused -> taken.add(refused.index()));
        int[] places = new int[call.events().size()];
        int at = 0;
        for (int index = 0; index < places.length; index++) {
            while (taken.contains(at)) {
                at++;
            }
            places[index] = at++;
        }
        return places;
    }
}
