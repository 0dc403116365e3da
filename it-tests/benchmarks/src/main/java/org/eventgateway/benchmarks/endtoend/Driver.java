package org.eventgateway.benchmarks.endtoend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.eventgateway.benchmarks.workload.MadeEvent;

/**
 * Posts events to the door. All events of a person go over one connection, one request after the other, so that their order at the door
 * is that of their numbers; unless connections are to take events in turn: then the sink's count of inversions says nothing. For one
 * thread, which waits.
 */
final class Driver {
    private static final long REFUSED_PAUSE = 200_000_000L;

    private final Options options;
    private final int port;
    private final AtomicLong refusals = new AtomicLong();
    private long[] answerTimes = {};

    Driver(Options options, int port) {
        this.options = options;
        this.port = port;
    }

    /**
     * Posts events and waits until all were accepted.
     *
     * @param rate events a second; 0 is as fast as the door takes them
     * @return for each event when it was sent, or was due if there is a rate
     */
    long[] push(List<MadeEvent> events, int rate) throws IOException {
        long[] sent = new long[events.size()];
        answerTimes = new long[events.size()];
        int first = events.get(0).mark().sequence();
        ExecutorService threads = Executors.newFixedThreadPool(options.connections());
        long start = System.nanoTime();
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (List<MadeEvent> lane : lanes(events)) {
                work.add(() -> {
                    drive(lane, new Pace(start, first, rate), sent);
                    return null;
                });
            }
            Together.run(threads, work);
        } finally {
            threads.shutdownNow();
        }
        return sent;
    }

    /** How long it took from when each event was sent, or was due, until it was acknowledged. */
    long[] answerTimes() {
        return answerTimes.clone();
    }

    /** How often the door answered 429 or 503 and got the same again. */
    long refusals() {
        return refusals.get();
    }

    private List<List<MadeEvent>> lanes(List<MadeEvent> events) {
        List<List<MadeEvent>> lanes = new ArrayList<>();
        for (int i = 0; i < options.connections(); i++) {
            lanes.add(new ArrayList<>());
        }
        if (options.inTurn()) {
            events.forEach(
                    event -> lanes.get(event.mark().sequence() % lanes.size()).add(event));
        } else {
            Map<Integer, Integer> lanesOfPersons = deal(events, lanes.size());
            events.forEach(
                    event -> lanes.get(lanesOfPersons.getOrDefault(event.mark().person(), 0))
                            .add(event));
        }
        return lanes;
    }

    /** Finds a lane for each person so that all have about as many events: the most active first, each to the emptiest. */
    private static Map<Integer, Integer> deal(List<MadeEvent> events, int lanes) {
        Map<Integer, Integer> counts = new HashMap<>();
        events.forEach(event -> counts.merge(event.mark().person(), 1, Integer::sum));
        int[] load = new int[lanes];
        Map<Integer, Integer> dealt = new HashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .forEach(person -> {
                    int emptiest = IntStream.range(0, lanes)
                            .boxed()
                            .min(Comparator.comparingInt(lane -> load[lane]))
                            .orElseThrow();
                    load[emptiest] += person.getValue();
                    dealt.put(person.getKey(), emptiest);
                });
        return dealt;
    }

    private void drive(List<MadeEvent> lane, Pace pace, long[] sent) throws IOException {
        int size = options.inBatch();
        try (DoorConnection connection = new DoorConnection(port)) {
            for (int from = 0; from < lane.size(); from += size) {
                List<MadeEvent> request = lane.subList(from, Math.min(lane.size(), from + size));
                long due = pace.await(request.get(request.size() - 1));
                request.forEach(event -> sent[pace.index(event)] = due);
                post(connection, request);
                long taken = System.nanoTime() - due;
                request.forEach(event -> answerTimes[pace.index(event)] = taken);
            }
        }
    }

    private void post(DoorConnection connection, List<MadeEvent> request) throws IOException {
        String path = options.door().path(request);
        byte[] body = options.door().body(request);
        int status = connection.post(path, body);
        while (status == 503 || status == 429) {
            refusals.incrementAndGet();
            LockSupport.parkNanos(REFUSED_PAUSE);
            status = connection.post(path, body);
        }
        if (status / 100 != 2) {
            throw new IOException("the door answered " + status);
        }
    }

    /** When each event is due. */
    private record Pace(long start, int first, int rate) {
        int index(MadeEvent event) {
            return event.mark().sequence() - first;
        }

        /** Waits until an event is due; answers that time, or now if there is no rate. */
        long await(MadeEvent event) {
            if (rate == 0) {
                return System.nanoTime();
            }
            long due = start + index(event) * 1_000_000_000L / rate;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            return due;
        }
    }
}
