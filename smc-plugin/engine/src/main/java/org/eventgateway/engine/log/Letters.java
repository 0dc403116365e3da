package org.eventgateway.engine.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Says which dead letters were meant. */
final class Letters {
    private Letters() {}

    /** Their ids in order, runs of them by their ends: {@code dead letters 3, 7-12}; nothing for none. */
    static String words(Collection<Long> ids) {
        List<String> runs = new ArrayList<>();
        long first = 0;
        long last = 0;
        for (long id : new TreeSet<>(ids)) {
            if (!runs.isEmpty() && id == last + 1) {
                runs.set(runs.size() - 1, first + "-" + id);
            } else {
                first = id;
                runs.add(Long.toString(id));
            }
            last = id;
        }
        return runs.isEmpty() ? "" : (ids.size() == 1 ? "dead letter " : "dead letters ") + String.join(", ", runs);
    }
}
