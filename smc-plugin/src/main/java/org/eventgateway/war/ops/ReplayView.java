package org.eventgateway.war.ops;

import java.util.List;
import org.eventgateway.engine.log.DeadLetters;

/**
 * What a replay did.
 *
 * @param asked how many ids were given
 * @param done how many of them are back among the events
 * @param waiting how many wait for their turn behind {@code gateway.replay-rate}
 * @param dropped traits that were set since and were taken out, by dead letter; those of waiting ones stand in the list of deeds later
 */
public record ReplayView(int asked, int done, int waiting, List<DeadLetters.Dropped> dropped) {

    static ReplayView of(int asked, DeadLetters.Replayed replayed) {
        return new ReplayView(asked, replayed.moved(), replayed.waiting(), replayed.dropped());
    }
}
