package org.eventgateway.engine.log;

import java.util.Optional;
import org.eventgateway.plugin.source.Checkpoint;

/** How far the inputs of sources were read; written with the events by {@link EventLog#append}. Thread-safe. */
public interface Checkpoints {

    /** Finds the last checkpoint of an input; empty if nothing of it was stored yet. */
    Optional<Checkpoint> find(String source, String input);
}
