package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The counters, and whether they agree with what is in the file. {@link #check} is called by one thread, all else by any. */
final class SqliteLedger implements Ledger {
    private static final System.Logger LOG = System.getLogger(SqliteLedger.class.getName());

    private final Database database;
    private final Map<String, Published> published;
    private final Map<String, Check> checks = new ConcurrentHashMap<>();

    SqliteLedger(Database database, Map<String, Published> published) {
        this.database = database;
        this.published = published;
    }

    @Override
    public Balance balance(String connection) {
        return Connections.require(published, connection).counters().balance();
    }

    @Override
    public Optional<Check> lastCheck(String connection) {
        Connections.require(published, connection);
        return Optional.ofNullable(checks.get(connection));
    }

    /**
     * Compares each connection's counters with what is counted in the file, in a read transaction for each: appends and settlements go on
     * meanwhile, only the write-ahead log is not cut. What does not add up is logged once.
     */
    void check(Instant now) {
        try (Connection reader = database.openReader()) {
            reader.setAutoCommit(false);
            for (String name : List.copyOf(published.keySet())) {
                LedgerCount count = LedgerCount.in(reader, LedgerRow.idOf(reader, name));
                reader.commit();
                @Nullable Check before = checks.put(name, new Check(count.addsUp(), now));
                if (!count.addsUp() && (before == null || before.balanced())) {
                    complain(name, count);
                }
            }
        } catch (SQLException e) {
            throw new LogUnavailableException(
                    "The ledger cannot be checked: " + e.getMessage() + "; check the disk.", Duration.ofSeconds(5), e);
        }
    }

    private static void complain(String connection, LedgerCount count) {
        LOG.log(
                System.Logger.Level.ERROR,
                "The ledger of connection {0} does not add up: of {1} accepted events {2} are settled, and {3} dead letters (the ledger"
                        + " says {4}) and {5} pending events are there. Somebody changed the file events.db in gateway.data-folder, or"
                        + " this is a fault of the gateway: keep a copy of the folder and report it.",
                connection,
                count.accepted(),
                count.settled(),
                count.dead(),
                count.saysDead(),
                count.pending());
    }
}
