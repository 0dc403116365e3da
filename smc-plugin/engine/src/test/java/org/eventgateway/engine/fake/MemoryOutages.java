package org.eventgateway.engine.fake;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eventgateway.engine.log.LogUnavailableException;
import org.eventgateway.engine.log.Outages;

/** Outages in memory, which fail to be written when told. */
public final class MemoryOutages implements Outages {
    private final Map<String, Outage> noted = new ConcurrentHashMap<>();
    private int writes;
    private int failures;

    /** Lets the next writes fail without doing anything. */
    public synchronized void failNext(int calls) {
        failures = calls;
    }

    /** How often something was written. */
    public synchronized int writes() {
        return writes;
    }

    @Override
    public Optional<Outage> find(String connection) {
        return Optional.ofNullable(noted.get(connection));
    }

    @Override
    public synchronized void note(String connection, Outage outage) {
        written();
        noted.put(connection, outage);
    }

    @Override
    public synchronized void end(String connection) {
        written();
        noted.remove(connection);
    }

    private void written() {
        if (failures > 0) {
            failures--;
            throw new LogUnavailableException("told to fail", Duration.ofSeconds(1));
        }
        writes++;
    }
}
