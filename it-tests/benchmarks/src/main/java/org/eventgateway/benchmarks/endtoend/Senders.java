package org.eventgateway.benchmarks.endtoend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.eventgateway.benchmarks.workload.MadeEvent;

/** Connections that send each event once, whatever is answered; all events of a person over one of them. For one thread, which waits. */
final class Senders implements AutoCloseable {
    private final ExecutorService threads;
    private final List<DoorConnection> connections = new ArrayList<>();
    private final Door door;
    private final int inBatch;

    Senders(Options options, int port) throws IOException {
        threads = Executors.newFixedThreadPool(options.connections());
        door = options.door();
        inBatch = options.inBatch();
        for (int i = 0; i < options.connections(); i++) {
            connections.add(new DoorConnection(port));
        }
    }

    /** Sends events when they are due, all at once, and waits for the answers. */
    void send(List<MadeEvent> events, long due, Answers answers) throws IOException {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < connections.size(); i++) {
            int lane = i;
            work.add(() -> {
                post(
                        connections.get(lane),
                        events.stream()
                                .filter(event -> event.mark().person() % connections.size() == lane)
                                .toList(),
                        answers);
                return null;
            });
        }
        Together.run(threads, work);
    }

    private void post(DoorConnection connection, List<MadeEvent> events, Answers answers) throws IOException {
        for (int from = 0; from < events.size(); from += inBatch) {
            List<MadeEvent> request = events.subList(from, Math.min(events.size(), from + inBatch));
            int status = connection.post(door.path(request), door.body(request));
            answers.note(request, status, connection.saidWhenToRetry());
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (DoorConnection connection : connections) {
            connection.close();
        }
    }
}
