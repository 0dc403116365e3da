package org.eventgateway.engine.source;

import java.util.List;
import java.util.Optional;
import org.eventgateway.engine.intake.Acceptance;
import org.eventgateway.engine.log.Append;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.source.Checkpoint;

/** Stores what a source has written so far. Called by {@link CommittingSink}, on its thread. */
@FunctionalInterface
public interface Storing {

    /**
     * Returns when all is on disk.
     *
     * @param checkpoint where the input can be taken up again; empty if it cannot
     * @throws org.eventgateway.engine.log.LogUnavailableException if nothing was stored
     * @throws StoppedException if the gateway stops; nothing was stored
     */
    Acceptance store(List<Event> events, List<Append.Refused> refused, Optional<Checkpoint> checkpoint);
}
