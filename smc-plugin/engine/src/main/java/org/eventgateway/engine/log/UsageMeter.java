package org.eventgateway.engine.log;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what is used on disk with the budgets. Measured by the writer thread every megabyte or so, and after each transaction while a
 * budget is spent, so that appends go on as soon as there is room, or two seconds after somebody else has stopped reading old pages; asked on
 * request threads.
 */
final class UsageMeter {
    private static final long STEP = 1 << 20;
    private static final Duration LATER = Duration.ofSeconds(30);

    private final long budget;
    private final Map<String, Long> connectionBudgets;
    private final long step;
    private long unmeasured;
    private volatile long used;
    private volatile Set<String> spent = Set.of();

    UsageMeter(long budget, Map<String, Long> connectionBudgets) {
        this.budget = budget;
        this.connectionBudgets = connectionBudgets;
        this.step = Math.min(STEP, budget / 16);
    }

    /** Notes that a group of so many bytes was committed; answers whether it is time to measure. For the writer thread. */
    boolean isDue(long bytes) {
        unmeasured += bytes;
        return unmeasured >= step || used > budget || !spent.isEmpty();
    }

    /** For the writer thread. */
    void measure(Session session) throws SQLException {
        unmeasured = 0;
        used = session.usedBytes();
        Set<String> over = new HashSet<>();
        for (Map.Entry<String, Long> limit : connectionBudgets.entrySet()) {
            ConnectionLog log = session.logs().get(limit.getKey());
            if (log != null && log.bytes() > limit.getValue()) {
                over.add(limit.getKey());
            }
        }
        spent = Set.copyOf(over);
    }

    long used() {
        return used;
    }

    /** Says why nothing can be appended to any connection; empty when there is room. */
    Optional<LogUnavailableException> refusal() {
        if (used <= budget) {
            return Optional.empty();
        }
        return Optional.of(new LogUnavailableException(
                "The disk budget of " + budget + " bytes (gateway.disk-budget) is spent: " + used + " bytes are in use;"
                        + " deliver or discard events, or raise it.",
                LATER));
    }

    /** Says why nothing can be appended to this connection; empty when there is room. */
    Optional<LogUnavailableException> refusal(String connection) {
        if (!spent.contains(connection)) {
            return Optional.empty();
        }
        return Optional.of(new LogUnavailableException(
                "The disk budget of connection " + connection + ", " + connectionBudgets.get(connection)
                        + " bytes, is spent; deliver its events, or raise its disk-budget.",
                LATER));
    }
}
