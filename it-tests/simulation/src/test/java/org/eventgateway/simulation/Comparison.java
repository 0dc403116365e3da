package org.eventgateway.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.eventgateway.engine.log.DeadLetters;

/** Holds what SMC has against what it must have. */
final class Comparison {
    private static final Set<String> OURS = Set.of("LOGINS", "FIRSTNAME", "LASTNAME", "CITY", "PHONE", "ZIP");

    private final Oracle oracle;
    private final RemoteSmc smc;
    private final DeadLetters deadLetters;
    private final List<String> differences = new ArrayList<>();

    Comparison(Oracle oracle, RemoteSmc smc, DeadLetters deadLetters) {
        this.oracle = oracle;
        this.smc = smc;
        this.deadLetters = deadLetters;
    }

    /** What is not as it must be, in words; empty if all is. */
    List<String> differences() {
        compare("dead letters", oracle.dead(), dead());
        compare("rows of the events list", oracle.rows(), rows());
        compare("contacts", oracle.contacts(), contacts());
        for (String segment : List.of("VIP_STATIC", "SegmentToSMCStatic")) {
            Set<String> members = new TreeSet<>();
            smc.members(segment).forEach(row -> members.add(String.valueOf(row.get("CUSTOMER_ID"))));
            if (!members.equals(oracle.members(segment))) {
                differences.add("members of " + segment + " are " + members + " instead of " + oracle.members(segment));
            }
        }
        checkOrder();
        return differences;
    }

    private <T> void compare(String what, Map<String, T> expected, Map<String, T> found) {
        BiConsumer<Map<String, T>, Map<String, T>> tell = (some, others) -> some.forEach((key, value) -> {
            if (!value.equals(others.get(key))) {
                differences.add(what + ": " + key + " must be " + expected.get(key) + ", is " + found.get(key));
            }
        });
        tell.accept(expected, found);
        Map<String, T> superfluous = new TreeMap<>(found);
        superfluous.keySet().removeAll(expected.keySet());
        tell.accept(superfluous, expected);
    }

    private Map<String, String> dead() {
        Map<String, String> dead = new TreeMap<>();
        deadLetters
                .find(SimulatedStore.CONNECTION, DeadLetters.Query.all(1_000))
                .forEach(letter -> dead.put(
                        letter.event().orElseThrow().messageId(),
                        letter.reason().code()));
        return dead;
    }

    private Map<String, Map<String, String>> rows() {
        Map<String, Map<String, String>> rows = new TreeMap<>();
        smc.rows(RemoteSmc.EVENTS).forEach(row -> {
            Map<String, String> columns = new TreeMap<>();
            row.forEach((column, value) -> {
                if (Oracle.COLUMNS.contains(column)) {
                    columns.put(column, value.toString());
                }
            });
            columns.computeIfPresent("PROPERTIES", (column, json) -> Oracle.plain(json));
            rows.put(String.valueOf(row.get("EVENT_ID")), columns);
        });
        return rows;
    }

    private Map<String, Map<String, String>> contacts() {
        Map<String, Map<String, String>> contacts = new TreeMap<>();
        for (Map<String, Object> row : smc.rows(RemoteSmc.USERS)) {
            String user = String.valueOf(row.get("CUSTOMER_ID"));
            if (user.equals("segment-test")) {
                continue; // came with the sandbox
            }
            Map<String, String> contact = new TreeMap<>();
            row.forEach((field, value) -> {
                if (OURS.contains(field)) {
                    contact.put(
                            field,
                            value instanceof Number number ? Long.toString(number.longValue()) : value.toString());
                }
            });
            contacts.put(user, contact);
        }
        return contacts;
    }

    /** The rows of one user must have come in his order, those aside that SMC itself put off. */
    private void checkOrder() {
        List<String> arrivals = smc.firstArrivals();
        Map<String, Integer> placeOf = new TreeMap<>();
        for (int place = 0; place < arrivals.size(); place++) {
            placeOf.put(arrivals.get(place), place);
        }
        oracle.order().forEach((user, ids) -> {
            int last = -1;
            for (String id : ids) {
                int place = placeOf.getOrDefault(id, last);
                if (place < last) {
                    differences.add("order of " + user + ": " + id + " came after a later one");
                }
                last = Math.max(place, last);
            }
        });
    }
}
