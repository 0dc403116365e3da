package org.eventgateway.engine.log;

import java.util.Map;
import java.util.Set;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.event.Person;

/** Deletions over the one writer. */
final class SqliteDeletions implements Deletions {
    private static final int DEAD_LETTERS_AT_ONCE = 500;

    private final GroupCommitWriter writer;
    private final Map<String, Published> published;

    SqliteDeletions(GroupCommitWriter writer, Map<String, Published> published) {
        this.writer = writer;
        this.published = published;
    }

    @Override
    public Set<Position> deleted(String connection, Position from, Position to) {
        return Set.of();
    }

    @Override
    public void answered(String connection, Position request, Person person, Erasure erasure) {
        Connections.require(published, connection);
        if (erasure.open().isPresent()) {
            return;
        }
        int some;
        do {
            some = Connections.await(writer.submit(session ->
                    session.deadLetters().deleteOf(session.log(connection), person.userId(), DEAD_LETTERS_AT_ONCE)));
        } while (some > 0);
    }
}
