package org.eventgateway.smc.source;

import java.util.ArrayList;
import java.util.List;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.source.Checkpoint;
import org.eventgateway.plugin.source.EventSink;

/** Sinks that remember. */
final class Sinks {
    private Sinks() {}

    /** Keeps everything. */
    static final class Keeping implements EventSink {
        final List<Event> events = new ArrayList<>();
        final List<String> refusals = new ArrayList<>();
        final List<Reason> reasons = new ArrayList<>();
        final List<Checkpoint> checkpoints = new ArrayList<>();

        @Override
        public void accept(Event event) {
            events.add(event);
        }

        @Override
        public void refuse(long position, Reason reason) {
            refusals.add(position + " " + reason.code());
            reasons.add(reason);
        }

        @Override
        public void commit(Checkpoint checkpoint) {
            checkpoints.add(checkpoint);
        }

        List<String> messageIds() {
            return events.stream().map(Event::messageId).toList();
        }

        List<String> names() {
            return events.stream().map(event -> event.name().orElse("")).toList();
        }
    }

    /** Keeps what was committed, as a database would, and dies at one commit, before or after it took effect. */
    static final class Dying implements EventSink {
        final List<String> committed = new ArrayList<>();
        final List<Checkpoint> checkpoints = new ArrayList<>();
        private final List<String> open = new ArrayList<>();
        private int commitsLeft;

        Dying(int commitsLeft) {
            this.commitsLeft = commitsLeft;
        }

        @Override
        public void accept(Event event) {
            open.add(event.messageId());
        }

        @Override
        public void refuse(long position, Reason reason) {
            open.add("refused " + position);
        }

        @Override
        public void commit(Checkpoint checkpoint) {
            if (commitsLeft-- == 0) {
                throw new IllegalStateException("killed");
            }
            committed.addAll(open);
            checkpoints.add(checkpoint);
            open.clear();
        }

        /** What the gateway does when read has returned. */
        void end() {
            committed.addAll(open);
            open.clear();
        }
    }

    /** Counts, and holds nothing. */
    static final class Counting implements EventSink {
        long events;
        long refusals;
        long commits;
        int open;
        int mostOpen;

        @Override
        public void accept(Event event) {
            events++;
            mostOpen = Math.max(mostOpen, ++open);
        }

        @Override
        public void refuse(long position, Reason reason) {
            refusals++;
        }

        @Override
        public void commit(Checkpoint checkpoint) {
            commits++;
            open = 0;
        }
    }
}
