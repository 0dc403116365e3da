package org.eventgateway.smc.destination;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.smc.mapping.GroupTraits;
import org.eventgateway.smc.settings.SmcOptions;

/**
 * What a group call asks for (seed page of the destination, section Group).
 *
 * @param list the user list, from {@code traits.userlist}
 * @param segment the static segment, from {@code groupId}
 * @param key the field to match, from {@code traits.matchkey}
 * @param remove whether {@code traits.method} is REMOVE
 * @param value the value to match, from {@code userId}
 */
record Membership(String list, String segment, String key, boolean remove, String value) {
    private static final Pattern API_NAME = Pattern.compile("[A-Za-z0-9_]{1,128}");

    /** Reads a group call, or tells which part of it is wrong. */
    static Parsed of(Event event, GroupTraits traits, SmcOptions.GroupRules rules) {
        if (!traits.read(event)) {
            return Parsed.wrong("payload_not_json", "The payload is not a valid JSON object; look at the sender.");
        }
        String value = event.userId().orElse("");
        String segment = event.groupId().orElse("");
        String list = traits.userList().orElse("");
        String key = traits.matchKey().orElse("");
        String method = traits.method().orElse("ADD").toUpperCase(Locale.ROOT);
        if (value.isEmpty()) {
            return Parsed.wrong("user_id_missing", "A group call needs a userId, the value to match.");
        }
        if (!API_NAME.matcher(segment).matches()) {
            return Parsed.wrong(
                    "group_id_wrong", "groupId is not the api_name of a segment: letters, digits, underscores.");
        }
        if (!API_NAME.matcher(list).matches()) {
            return Parsed.wrong("userlist_wrong", "traits.userlist is missing or not the api_name of a list.");
        }
        if (!API_NAME.matcher(key).matches()) {
            return Parsed.wrong("matchkey_wrong", "traits.matchkey is missing or not the name of a field.");
        }
        if (!method.equals("ADD") && !method.equals("REMOVE")) {
            return Parsed.wrong("method_wrong", "traits.method is neither ADD nor REMOVE.");
        }
        if (!rules.allowsList(list)) {
            return Parsed.wrong("userlist_not_allowed", "traits.userlist is not among group-user-lists.");
        }
        if (!rules.allowsKey(key)) {
            return Parsed.wrong("matchkey_not_allowed", "traits.matchkey is not among group-match-keys.");
        }
        return new Parsed(
                Optional.of(new Membership(list, segment, key, method.equals("REMOVE"), value)), Optional.empty());
    }

    Target target() {
        return Target.member(list, segment, key, remove);
    }

    /** Whose place in which segment; what must not be overtaken. */
    String place() {
        return (list + "/" + segment + "/" + key).toLowerCase(Locale.ROOT) + "/" + SmcKey.of(value);
    }

    /** Hides whom it is about. */
    @Override
    public String toString() {
        return "Membership[" + list + "/" + segment + "]";
    }

    /** Either a membership, or why there is none. */
    record Parsed(Optional<Membership> membership, Optional<Reason> wrong) {
        private static Parsed wrong(String code, String text) {
            return new Parsed(Optional.empty(), Optional.of(Reason.event(code, text)));
        }
    }
}
