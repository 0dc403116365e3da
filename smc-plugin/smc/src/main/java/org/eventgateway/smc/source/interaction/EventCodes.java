package org.eventgateway.smc.source.interaction;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which of SMC's codes and words mean which event. Immutable.
 *
 * <p>Defaults: the six names and the usual words; message states (Selligent documentation: transactional message states; 25 to 27 from
 * older lists); {@code OPTOUT} 9 for the list-unsubscribe link, 911 for a complaint, and any other value but 0 and 10 for an
 * unsubscription the customer defined. 10 is set by SMC itself and is no act of the contact.
 */
public final class EventCodes {
    /** What a code stands for. */
    enum Meaning {
        DELIVERED,
        OPENED,
        CLICKED,
        SPAM,
        BOUNCED,
        UNSUBSCRIBED,
        /** No interaction: the record is passed over. */
        IGNORE;

        Optional<EmailEvent> event() {
            return this == IGNORE ? Optional.empty() : Optional.of(EmailEvent.valueOf(name()));
        }
    }

    private static final String OPTOUT_PREFIX = "optout ";
    private static final Map<String, Meaning> DEFAULTS = defaults();

    private final Map<String, Meaning> meanings;

    private EventCodes(Map<String, Meaning> meanings) {
        this.meanings = Map.copyOf(meanings);
    }

    /**
     * Reads the setting {@code event-codes}: code or word to {@code delivered}, {@code opened}, {@code clicked}, {@code spam},
     * {@code bounced}, {@code unsubscribed} or {@code ignore}. A code of OPTOUT is written {@code optout 5}.
     *
     * @throws IllegalArgumentException naming the value that is none of these
     */
    public static EventCodes of(Map<String, String> setting) {
        Map<String, Meaning> meanings = new HashMap<>(DEFAULTS);
        setting.forEach((code, meaning) -> meanings.put(normal(code), meaning(meaning)));
        return new EventCodes(meanings);
    }

    /** The meaning of a word or a message state; empty if it is not known. */
    Optional<Meaning> ofCode(String code) {
        return Optional.ofNullable(meanings.get(normal(code)));
    }

    /** The meaning of a value of OPTOUT; empty if it is not known. */
    Optional<Meaning> ofOptOut(String value) {
        String code = normal(value);
        Meaning named = meanings.get(OPTOUT_PREFIX + code);
        if (named != null || code.equals("10")) {
            return Optional.ofNullable(named);
        }
        return Optional.of(Meaning.UNSUBSCRIBED);
    }

    private static Meaning meaning(String text) {
        for (Meaning meaning : Meaning.values()) {
            if (meaning.name().equalsIgnoreCase(text.strip())) {
                return meaning;
            }
        }
        throw new IllegalArgumentException(text);
    }

    private static Map<String, Meaning> defaults() {
        Map<String, Meaning> map = new HashMap<>();
        put(map, Meaning.DELIVERED, "email delivered", "delivered", "delivery", "30");
        put(map, Meaning.OPENED, "email opened", "opened", "open", "viewed", "view");
        put(map, Meaning.CLICKED, "email link clicked", "link clicked", "email clicked", "clicked", "click");
        put(
                map,
                Meaning.SPAM,
                "email marked as spam",
                "marked as spam",
                "spam",
                "complaint",
                "complained",
                "27",
                "911");
        put(map, Meaning.BOUNCED, "email bounced", "bounced", "bounce", "soft bounce", "hard bounce");
        put(map, Meaning.BOUNCED, "10", "11", "13", "20", "23", "24", "25", "26");
        put(
                map,
                Meaning.UNSUBSCRIBED,
                "email unsubscribed",
                "unsubscribed",
                "unsubscribe",
                "list unsubscribe",
                "optout");
        put(map, Meaning.UNSUBSCRIBED, "opt out", "9");
        put(map, Meaning.IGNORE, "0", "1", "2", "3", "4", "5", "6", "7");
        put(map, Meaning.UNSUBSCRIBED, OPTOUT_PREFIX + "9");
        put(map, Meaning.SPAM, OPTOUT_PREFIX + "911");
        put(map, Meaning.IGNORE, OPTOUT_PREFIX + "0");
        return Map.copyOf(map);
    }

    private static void put(Map<String, Meaning> map, Meaning meaning, String... codes) {
        for (String code : codes) {
            map.put(code, meaning);
        }
    }

    /** Lower case, and one blank for whatever stands between words. */
    private static String normal(String code) {
        StringBuilder normal = new StringBuilder(code.length());
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                normal.append(Character.toLowerCase(c));
            } else if (!normal.isEmpty() && normal.charAt(normal.length() - 1) != ' ') {
                normal.append(' ');
            }
        }
        return normal.toString().stripTrailing();
    }
}
