package org.eventgateway.smc.mapping;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** All paths of a mapping, merged at their common beginnings, so that one pass finds them all. Built once, then only read. */
final class PathTrie {
    private final Map<String, PathTrie> next;
    private int[] slots = {};

    private PathTrie(Map<String, PathTrie> next) {
        this.next = next;
    }

    static PathTrie create() {
        return new PathTrie(new HashMap<>());
    }

    /** Adds a path whose value goes to a slot. */
    void add(EventPath path, int slot) {
        PathTrie node = this;
        for (String name : path.names()) {
            node = node.next.computeIfAbsent(name, any -> create());
        }
        node.addSlot(slot);
    }

    /** Adds names below a path, in any case, as those of a list's fields are. */
    void addAnyCase(EventPath path, Map<String, Integer> names) {
        PathTrie node = this;
        for (String name : path.names().subList(0, path.names().size() - 1)) {
            node = node.next.computeIfAbsent(name, any -> create());
        }
        PathTrie anyCase = new PathTrie(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
        PathTrie before = node.next.put(path.names().get(path.names().size() - 1), anyCase);
        if (before != null) {
            anyCase.next.putAll(before.next);
            anyCase.slots = before.slots;
        }
        names.forEach((name, slot) ->
                anyCase.next.computeIfAbsent(name, any -> create()).addSlot(slot));
    }

    private void addSlot(int slot) {
        slots = Arrays.copyOf(slots, slots.length + 1);
        slots[slots.length - 1] = slot;
    }

    @org.jspecify.annotations.Nullable PathTrie next(String name) {
        return next.get(name);
    }

    boolean isLeaf() {
        return next.isEmpty();
    }

    int[] slots() {
        return slots;
    }
}
