package org.eventgateway.smc.mapping;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eventgateway.plugin.event.Event;

/** Reads from group calls which segment is meant. Reuses scratch space; for one thread. */
public final class GroupTraits {
    private static final PathTrie TRIE = PathTrie.create();

    static {
        TRIE.add(new EventPath(List.of("traits", "userlist")), 0);
        TRIE.add(new EventPath(List.of("traits", "matchkey")), 1);
        TRIE.add(new EventPath(List.of("traits", "method")), 2);
    }

    private final Slots slots = new Slots(CellPlan.JSON, 3);

    /** Reads a call; false if its payload is no JSON. */
    public boolean read(Event event) {
        try {
            slots.read(event, TRIE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The list that the call names. */
    public Optional<String> userList() {
        return text(0);
    }

    /** The field that the call names. */
    public Optional<String> matchKey() {
        return text(1);
    }

    /** What the call wants to be done; something that is no text is answered as it stands, since it is no method. */
    public Optional<String> method() {
        return slots.isEmpty(2) ? Optional.empty() : text(2).or(() -> Optional.of("?"));
    }

    private Optional<String> text(int slot) {
        if (slots.kind(slot) != Slots.Kind.STRING) {
            return Optional.empty();
        }
        try {
            return Optional.of(slots.text(slot).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
