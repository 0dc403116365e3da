package org.eventgateway.smc.settings;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.smc.mapping.ColumnMapping;
import org.eventgateway.smc.mapping.TooLong;

/**
 * What a destination does, read from its settings.
 *
 * @param eventsList the list that takes the events
 * @param columns what its columns take
 * @param userList where profiles go, if they do
 * @param identifyTo what identify calls cause; no profile without a user list
 * @param groupTo what group calls cause
 * @param group what group calls may name
 * @param tooLong what becomes of long texts
 * @param zone the zone of dates and times
 * @param callRows the most rows in one call
 * @param callBytes the most bytes in one call
 * @param settleTime how long SMC may still be at work on a call whose answer was lost
 * @param keyExpires when the key ends, if that was told
 */
public record SmcOptions(
        String eventsList,
        ColumnMapping columns,
        Optional<UserList> userList,
        Set<Effect> identifyTo,
        Set<Effect> groupTo,
        GroupRules group,
        TooLong tooLong,
        ZoneId zone,
        int callRows,
        long callBytes,
        Duration settleTime,
        Optional<LocalDate> keyExpires) {

    /** Whether a list, in any case, is the user list that is configured. */
    public boolean isUserList(String list) {
        return userList.filter(users -> users.list().equalsIgnoreCase(list)).isPresent();
    }

    /** Reads the settings, which {@link SettingsCheck} has found in order. */
    public static SmcOptions of(Settings settings) {
        Optional<UserList> userList = settings.find(SmcSettings.USER_LIST)
                .map(list -> new UserList(
                        list, settings.get(SmcSettings.BUSINESS_KEY), settings.get(SmcSettings.PROFILE_COLUMNS)));
        Set<Effect> identifyTo = EnumSet.copyOf(settings.get(SmcSettings.IDENTIFY_TO));
        if (userList.isEmpty()) {
            identifyTo.remove(Effect.PROFILE);
        }
        return new SmcOptions(
                settings.get(SmcSettings.EVENTS_LIST),
                settings.get(SmcSettings.COLUMNS),
                userList,
                Set.copyOf(identifyTo),
                settings.get(SmcSettings.GROUP_TO),
                new GroupRules(
                        settings.find(SmcSettings.GROUP_USER_LISTS), settings.find(SmcSettings.GROUP_MATCH_KEYS)),
                settings.get(SmcSettings.CUT_TEXT),
                settings.get(SmcSettings.TIME_ZONE),
                settings.get(SmcSettings.CALL_ROWS),
                settings.get(SmcSettings.CALL_BYTES),
                settings.get(SmcSettings.SETTLE_TIME),
                settings.find(SmcSettings.KEY_EXPIRES));
    }

    /** What a call of a type causes. */
    public Set<Effect> effects(EventType type) {
        return switch (type) {
            case IDENTIFY -> identifyTo;
            case GROUP -> groupTo;
            case TRACK, PAGE, SCREEN, ALIAS -> Set.of(Effect.ROW);
            case DELETE -> Set.of();
        };
    }

    /**
     * Where profiles go.
     *
     * @param list the list's api_name
     * @param businessKey its field for the user id
     * @param columns fields that do not take the trait of their name
     */
    public record UserList(String list, String businessKey, ColumnMapping columns) {}

    /**
     * What group calls may name; nothing is restricted where it is empty.
     *
     * @param userLists lists, in any case
     * @param matchKeys fields, in any case
     */
    public record GroupRules(Optional<List<String>> userLists, Optional<List<String>> matchKeys) {

        /** Whether a call may name this list. */
        public boolean allowsList(String name) {
            return allows(userLists, name);
        }

        /** Whether a call may match by this field. */
        public boolean allowsKey(String name) {
            return allows(matchKeys, name);
        }

        private static boolean allows(Optional<List<String>> names, String name) {
            return names.map(list -> list.stream().anyMatch(name::equalsIgnoreCase))
                    .orElse(true);
        }
    }
}
