package org.eventgateway.smc.settings;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eventgateway.plugin.settings.SettingType;

/** What one event causes in SMC. The names are kept with events that were half done, so they must not change. */
public enum Effect {
    /** A row of the events list. */
    ROW,
    /** A contact of the user list. */
    PROFILE,
    /** A contact's place in a static segment. */
    MEMBER;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name by which settings and the gateway know it. */
    public String wireName() {
        return wireName;
    }

    /** A setting that chooses some of these effects, at least one. */
    static SettingType<Set<Effect>> choice(Effect... possible) {
        List<Effect> known = List.of(possible);
        List<String> names = known.stream().map(Effect::wireName).toList();
        return new SettingType<>("choices", "some of " + String.join(", ", names) + ", separated by commas", text -> {
            EnumSet<Effect> chosen = EnumSet.noneOf(Effect.class);
            for (String name : SettingType.LIST.reader().apply(text.toLowerCase(Locale.ROOT))) {
                int index = names.indexOf(name);
                if (index < 0) {
                    throw new IllegalArgumentException("no such choice");
                }
                chosen.add(known.get(index));
            }
            if (chosen.isEmpty()) {
                throw new IllegalArgumentException("no choice");
            }
            return Collections.unmodifiableSet(chosen);
        });
    }
}
