package org.eventgateway.benchmarks.endtoend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.eventgateway.benchmarks.workload.Bodies;
import org.eventgateway.benchmarks.workload.MadeEvent;

/** Connections that send each event once, whatever is answered; all events of a person over one of them. For one thread, which waits. */
final class Senders implements AutoCloseable {
    private static final int MOST_IN_A_REQUEST = 100;

    private final ExecutorService threads;
    private final List<DoorConnection> connections = new ArrayList<>();
    private final boolean batch;

    Senders(Options options, int port) throws IOException {
        threads = Executors.newFixedThreadPool(options.connections());
        batch = options.inBatch().isPresent();
        for (int i = 0; i < options.connections(); i++) {
            connections.add(new DoorConnection(port));
        }
    }

    /** Sends events when they are due, all at once, and waits for the answers. */
    void send(List<MadeEvent> events, long due, Answers answers) throws IOException {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < connections.size(); i++) {
            int lane = i;
            List<MadeEvent> own = events.stream()
                    .filter(event -> event.mark().person() % connections.size() == lane)
                    .toList();
            running.add(threads.submit(() -> {
                post(connections.get(lane), own, answers);
                return null;
            }));
        }
        try {
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("a connection failed", e.getCause());
        }
    }

    private void post(DoorConnection connection, List<MadeEvent> events, Answers answers) throws IOException {
        int size = batch ? MOST_IN_A_REQUEST : 1;
        for (int from = 0; from < events.size(); from += size) {
            List<MadeEvent> request = events.subList(from, Math.min(events.size(), from + size));
            int status = batch
                    ? connection.post("/v1/batch", Bodies.batch(request))
                    : connection.post(
                            "/v1/" + request.get(0).type(), request.get(0).json());
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
