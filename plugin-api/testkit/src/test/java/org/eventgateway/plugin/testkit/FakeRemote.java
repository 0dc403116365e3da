package org.eventgateway.plugin.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eventgateway.plugin.event.Event;

/** A remote in memory that takes one event a request. */
final class FakeRemote implements RemoteStandIn {
    static final String URL = "http://fake.example/events";

    private final Map<String, String> records = new LinkedHashMap<>();
    private final List<Received> received = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> stumbles = new HashSet<>();
    private final AtomicInteger calls = new AtomicInteger();
    private boolean down;
    private boolean answersLost;

    /** Stores an event and answers an HTTP status. */
    synchronized int post(Event event, String key, Map<String, String> headers, String body) throws IOException {
        calls.incrementAndGet();
        boolean stumbling = stumbles.remove(event.messageId());
        int status = down || stumbling ? 503 : refused.contains(event.messageId()) ? 400 : 200;
        received.add(new Received("POST", URL, headers, body, status == 200 ? List.of(event.messageId()) : List.of()));
        if (status == 200) {
            records.put(key, body);
        }
        if (status == 200 && answersLost) {
            throw new IOException("connection reset");
        }
        return status;
    }

    synchronized int delete(String userId) {
        calls.incrementAndGet();
        if (!down) {
            records.values().removeIf(body -> body.contains(userId));
        }
        return down ? 503 : 200;
    }

    synchronized int probe() {
        calls.incrementAndGet();
        return down ? 503 : 200;
    }

    @Override
    public synchronized List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public int calls() {
        return calls.get();
    }

    @Override
    public synchronized List<String> state() {
        return List.copyOf(records.values());
    }

    @Override
    public synchronized void reset() {
        records.clear();
        received.clear();
        refused.clear();
        stumbles.clear();
        calls.set(0);
        down = false;
        answersLost = false;
    }

    @Override
    public synchronized void goDown() {
        down = true;
    }

    @Override
    public synchronized void loseAnswers() {
        answersLost = true;
    }

    @Override
    public synchronized void refuse(String messageId) {
        refused.add(messageId);
    }

    @Override
    public synchronized void stumbleOver(String messageId) {
        stumbles.add(messageId);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
