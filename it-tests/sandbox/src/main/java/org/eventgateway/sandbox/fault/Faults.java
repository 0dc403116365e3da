package org.eventgateway.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eventgateway.sandbox.http.SandboxRequest;

/** The faults that wait for requests, oldest first. Safe for use by many threads. */
public final class Faults {
    private final List<Fault> waiting = new ArrayList<>();

    public synchronized void add(Fault fault) {
        waiting.add(fault);
    }

    /** Takes the oldest fault that matches a request and counts it down. */
    public synchronized Optional<Fault> take(SandboxRequest request) {
        for (int at = 0; at < waiting.size(); at++) {
            Fault fault = waiting.get(at);
            if (fault.matches(request)) {
                if (fault.times() == 1) {
                    waiting.remove(at);
                } else {
                    waiting.set(at, fault.times(fault.times() - 1));
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    public synchronized List<Fault> waiting() {
        return List.copyOf(waiting);
    }

    public synchronized void clear() {
        waiting.clear();
    }
}
