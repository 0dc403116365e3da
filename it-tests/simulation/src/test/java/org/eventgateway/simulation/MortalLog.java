package org.eventgateway.simulation;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eventgateway.engine.log.Append;
import org.eventgateway.engine.log.EventLog;
import org.eventgateway.engine.log.LoggedEvent;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.SetAside;
import org.eventgateway.engine.log.Settlement;

/** A log as one process sees it, which may die right before or right after a commit, and does nothing once it is dead. */
final class MortalLog implements EventLog {
    private final EventLog log;
    private final Wire.OurSide process;
    private final Weather weather;
    private final VirtualClock clock;

    MortalLog(EventLog log, Wire.OurSide process, Weather weather, VirtualClock clock) {
        this.log = log;
        this.process = process;
        this.weather = weather;
        this.clock = clock;
    }

    private EventLog alive() {
        if (process.isDead()) {
            throw new IllegalStateException("this process is dead");
        }
        return log;
    }

    @Override
    public CompletableFuture<Receipt> append(Append append) {
        return alive().append(append);
    }

    @Override
    public List<LoggedEvent> read(String connection, Position after, int mostEvents, long mostBytes) {
        return alive().read(connection, after, mostEvents, mostBytes);
    }

    @Override
    public Position committed(String connection) {
        return alive().committed(connection);
    }

    @Override
    public void commit(String connection, Settlement settlement) {
        dying(() -> log.commit(connection, settlement));
    }

    private void dying(Runnable commit) {
        boolean dies = weather.crashesAtCommit(clock.instant());
        boolean before = dies && weather.coin();
        if (dies) {
            weather.coverage().met(before ? Incident.CRASH_BEFORE_COMMIT : Incident.CRASH_AFTER_COMMIT);
        }
        if (!before) {
            alive();
            commit.run();
        }
        if (dies) {
            process.die();
            alive();
        }
    }

    /** The same for what is set aside. */
    SetAside guarding(SetAside aside) {
        return new SetAside() {
            @Override
            public List<LoggedEvent> read(String connection, Position after, int mostEvents, long mostBytes) {
                alive();
                return aside.read(connection, after, mostEvents, mostBytes);
            }

            @Override
            public Set<Position> left(String connection, Position from, Position to) {
                alive();
                return aside.left(connection, from, to);
            }

            @Override
            public void settle(String connection, Position after, Settlement settlement) {
                dying(() -> aside.settle(connection, after, settlement));
            }
        };
    }

    @Override
    public void onAppend(String connection, Runnable listener) {
        alive().onAppend(connection, listener);
    }
}
