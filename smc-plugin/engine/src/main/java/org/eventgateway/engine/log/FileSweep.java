package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.plugin.destination.Erasure;

/**
 * Takes deleted persons out of the files outside of the store, for each request once: it has a line about them on its receipt then. The
 * first sweep catches up with requests that were done while these files were not known, such as those of a source that was switched off. The
 * id need not be known any more, its hash is enough. {@link #sweep} is for a thread of its own, as files may be large.
 */
final class FileSweep {
    static final String FILES = "picked-up files";

    private static final int REQUESTS_AT_ONCE = 10_000;

    private static final String UNDER_WAY =
            "(SELECT * FROM deletions INDEXED BY deletions_under_way WHERE state <> 'WIPED')";

    private final Database database;
    private final GroupCommitWriter writer;
    private final PersonHash hash;
    private volatile PersonFiles files = PersonFiles.NONE;
    private volatile boolean caughtUp;

    FileSweep(Database database, GroupCommitWriter writer, PersonHash hash) {
        this.database = database;
        this.writer = writer;
        this.hash = hash;
    }

    /** Names the files. */
    void cover(PersonFiles more) {
        files = more;
        caughtUp = false;
    }

    /** Does what can be done now; answers whether that was anything. */
    boolean sweep() {
        boolean any = false;
        boolean all = true;
        for (String connection : files.connections()) {
            Map<String, List<Long>> requests = waiting(connection);
            while (!requests.isEmpty() && sweep(connection, requests)) {
                any = true;
                requests = waiting(connection);
            }
            all &= requests.isEmpty();
        }
        caughtUp |= all;
        return any;
    }

    /** The requests whose files have to wait. */
    Set<Long> waiting() {
        Set<Long> requests = new HashSet<>();
        for (String connection : files.connections()) {
            waiting(connection).values().forEach(requests::addAll);
        }
        return requests;
    }

    private boolean sweep(String connection, Map<String, List<Long>> requests) {
        Optional<Map<String, Long>> erased = files.erase(connection, id -> requests.containsKey(hash.of(id)));
        if (erased.isEmpty()) {
            return false;
        }
        Map<String, Long> removed = new HashMap<>();
        erased.get().forEach((id, records) -> removed.merge(hash.of(id), records, Long::sum));
        Connections.await(writer.submit(session -> {
            for (Map.Entry<String, List<Long>> person : requests.entrySet()) {
                long left = removed.getOrDefault(person.getKey(), 0L);
                for (long request : person.getValue()) {
                    // The first of several requests of one person did it, as with every store.
                    session.deletions().count(request, new Erasure.Store(FILES, left, left == 0 ? 1 : 0), 0);
                    left = 0;
                }
            }
            return removed.size();
        }));
        return true;
    }

    private Map<String, List<Long>> waiting(String connection) {
        Map<String, List<Long>> found = new HashMap<>();
        try (Connection reader = database.openReader();
                PreparedStatement select = reader.prepareStatement(
                        // Receipts stay for good; the index has those alone that are not done.
                        "SELECT d.id, d.person FROM " + (caughtUp ? UNDER_WAY : "deletions")
                                + " d JOIN ledger l ON l.id = d.connection WHERE l.connection = ?"
                                + " AND NOT EXISTS (SELECT 1 FROM deletion_stores s WHERE s.deletion = d.id AND s.store = ?)"
                                + " ORDER BY d.id LIMIT " + REQUESTS_AT_ONCE)) {
            select.setString(1, connection);
            select.setString(2, FILES);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(rows.getString(2), any -> new ArrayList<>())
                            .add(rows.getLong(1));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new LogUnavailableException(
                    "The deletions of " + connection + " cannot be read: " + e.getMessage() + "; check the disk.",
                    Duration.ofSeconds(5),
                    e);
        }
    }
}
