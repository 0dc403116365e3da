package org.eventgateway.smc.destination;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Admission;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.smc.loop.BornInSmc;
import org.eventgateway.smc.settings.SmcSettings;

/** Tells which events SMC is to get. Thread-safe; called for every event, so it makes nothing. */
final class Admissions {
    private static final Admission SWITCHED_OFF = Admission.filtered(Reason.configuration(
            "type_switched_off", "Calls of this type are switched off for this connection (send-…-events)."));
    private static final Admission NOT_ALLOWED = Admission.filtered(
            Reason.configuration("event_not_allowed", "The name of this track event is not among allowed-events."));

    private static final Admission BORN_IN_SMC = Admission.filtered(Reason.configuration(
            "born_in_smc", "The event came out of this organization of SMC (allow-loop would let it back in)."));

    private final Set<EventType> switchedOff;
    private final Set<String> names;
    private final boolean allNames;
    private final BornInSmc own;
    private final boolean loopAllowed;

    Admissions(Settings settings) {
        EnumSet<EventType> off = EnumSet.noneOf(EventType.class);
        offUnless(settings, SmcSettings.SEND_PAGE_EVENTS, EventType.PAGE, off);
        offUnless(settings, SmcSettings.SEND_SCREEN_EVENTS, EventType.SCREEN, off);
        offUnless(settings, SmcSettings.SEND_GROUP_EVENTS, EventType.GROUP, off);
        offUnless(settings, SmcSettings.SEND_ALIAS_EVENTS, EventType.ALIAS, off);
        List<String> allowed = settings.get(SmcSettings.ALLOWED_EVENTS);
        switchedOff = Collections.unmodifiableSet(off);
        names = Collections.unmodifiableSet(new HashSet<>(allowed));
        allNames = names.contains("*");
        own = BornInSmc.of(settings.get(SmcSettings.ORGANIZATION));
        loopAllowed = settings.get(SmcSettings.ALLOW_LOOP);
    }

    private static void offUnless(Settings settings, Setting<Boolean> on, EventType type, Set<EventType> off) {
        if (!settings.get(on)) {
            off.add(type);
        }
    }

    Admission admit(Event event) {
        Admission byName = admitByName(event);
        // Last, because it looks at the payload.
        return byName.filtered().isEmpty() && isEcho(event) ? BORN_IN_SMC : byName;
    }

    private boolean isEcho(Event event) {
        return !loopAllowed
                && BornInSmc.read(event).filter(mark -> mark.mayBe(own)).isPresent();
    }

    private Admission admitByName(Event event) {
        if (event.type() == EventType.TRACK) {
            return allNames || names.contains(event.name().orElse("")) ? Admission.ADMITTED : NOT_ALLOWED;
        }
        return switchedOff.contains(event.type()) ? SWITCHED_OFF : Admission.ADMITTED;
    }
}
