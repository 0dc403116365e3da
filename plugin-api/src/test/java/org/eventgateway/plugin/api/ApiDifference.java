package org.eventgateway.plugin.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What changed between an accepted and the present face of the contract, in words for the one who changed it. */
final class ApiDifference {
    private ApiDifference() {}

    /** One text for each change; none when there is no difference. */
    static List<String> between(List<String> accepted, List<String> present) {
        Map<String, String> before = byMember(accepted);
        Map<String, String> now = byMember(present);
        List<String> changes = new ArrayList<>();
        before.forEach((member, line) -> {
            if (!now.containsKey(member)) {
                changes.add("REMOVED " + line);
            } else if (!line.equals(now.get(member))) {
                changes.add("CHANGED " + line + System.lineSeparator() + "     TO " + now.get(member));
            }
        });
        HashSet<String> added = new HashSet<>(now.keySet());
        added.removeAll(before.keySet());
        added.stream().sorted().forEach(member -> changes.add("ADDED   " + now.get(member)));
        return changes;
    }

    private static Map<String, String> byMember(List<String> lines) {
        return lines.stream()
                .collect(Collectors.toMap(
                        ApiListing::member, Function.identity(), (first, second) -> first, java.util.TreeMap::new));
    }
}
