package org.eventgateway.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * Watches a value of each contact that grows with every event. SMC may see it go back only while what is sent again has no end yet: as it
 * was before, or, after a crash, with its batch cut anew. Comparing the ends alone would miss what a later event mends.
 */
final class Growth {
    private final LongPredicate isOpen;
    private final Map<String, Contact> contacts = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int life;

    /**
     * Makes one.
     *
     * @param isOpen whether the event with a value has not come to its end yet
     */
    Growth(LongPredicate isOpen) {
        this.isOpen = isOpen;
    }

    /** SMC holds these values now, by user; who is not among them was deleted. */
    void holds(Map<String, Long> values) {
        contacts.keySet().retainAll(values.keySet());
        values.forEach((user, value) -> {
            Contact contact = contacts.computeIfAbsent(user, any -> new Contact());
            if (value < contact.value && !contact.mayGoBackTo(value)) {
                violations.add("the profile of " + user + " went back from " + contact.value + " to " + value);
            }
            contact.holds(value);
        });
    }

    /** Our side started anew. */
    void restarted() {
        life++;
    }

    List<String> violations() {
        return violations;
    }

    /** What one contact has held since it was made. */
    private final class Contact {
        private final Set<Long> before = new HashSet<>();
        private long value = -1;
        private int since;

        boolean mayGoBackTo(long earlier) {
            return isOpen.test(earlier) && (before.contains(earlier) || since < life);
        }

        void holds(long now) {
            if (now != value) {
                before.add(now);
                value = now;
                since = life;
            }
        }
    }
}
