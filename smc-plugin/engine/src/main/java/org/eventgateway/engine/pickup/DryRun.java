package org.eventgateway.engine.pickup;

import org.eventgateway.engine.source.Refusal;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.source.Checkpoint;
import org.eventgateway.plugin.source.EventSink;

/** Stores nothing and reports every refused record. */
record DryRun(Report report) implements EventSink {

    @Override
    public void accept(Event event) {
        // Its event was stored before.
    }

    @Override
    public void refuse(long position, Reason reason) {
        report.add(new Refusal(position, reason));
    }

    @Override
    public void commit(Checkpoint checkpoint) {
        // Nothing waits.
    }
}
