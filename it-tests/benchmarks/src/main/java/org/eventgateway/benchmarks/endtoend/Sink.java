package org.eventgateway.benchmarks.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eventgateway.benchmarks.micro.Columns;
import org.eventgateway.benchmarks.workload.Workload;
import org.eventgateway.smc.list.DataType;

/**
 * Stands in for SMC, and for the gateway behind the other direction, in a process of its own: fast, and it counts. It knows a list of events and one of profiles, and checks nothing; a strict stand-in would be
 * measured along. Ends when its input does, so it cannot outlive who started it.
 */
public final class Sink {
    /** The list of profiles, and its key. */
    static final String PROFILES = "bench_profiles";

    static final String BUSINESS_KEY = "USER_KEY";

    /** How the value of each profile's key begins. */
    private static final byte[] KEY_START = "\"customer-".getBytes(StandardCharsets.US_ASCII);

    private static final long MINUTE = 60_000_000_000L;

    private final Columns columns;
    private final int traits;
    private final SplittableRandom random = new SplittableRandom(7);
    private final AtomicInteger running = new AtomicInteger();
    private volatile Arrivals arrivals = new Arrivals(0, 0);
    private volatile SinkBehaviour behaviour = SinkBehaviour.KIND;
    private long windowStart = System.nanoTime();
    private int usedInWindow;

    private Sink(Columns columns, int traits) {
        this.columns = columns;
        this.traits = traits;
    }

    /** Serves on a free port, which it prints. */
    public static void main(String[] args) throws IOException {
        // Otherwise each reply waits 40 ms for the client's acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Sink sink = new Sink(Columns.valueOf(args[0]), Integer.parseInt(args[1]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", sink::serve);
        server.createContext("/bench/", sink::control);
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {
            // Nothing is said to it: only the end counts.
        }
        System.exit(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        long began = System.nanoTime();
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/data/load") || path.endsWith("/v1/batch")) {
            load(exchange, body, began);
        } else if (path.endsWith("/fields")) {
            reply(exchange, 200, fields(isOfProfiles(path) ? profileFields() : columns.fields()));
        } else {
            reply(exchange, 200, "{}");
        }
    }

    private void load(HttpExchange exchange, byte[] body, long began) throws IOException {
        SinkBehaviour now = behaviour;
        Answer answer;
        boolean busy = running.incrementAndGet() > 1;
        try {
            answer = judge(exchange, body, now, busy);
            // Its own work is part of the latency that it stands for.
            pauseUntil(began + TimeUnit.MILLISECONDS.toNanos(now.latencyMillis()));
        } finally {
            // Before the reply: the next load may follow it at once.
            running.decrementAndGet();
        }
        reply(exchange, answer.status, answer.text);
    }

    private Answer judge(HttpExchange exchange, byte[] body, SinkBehaviour now, boolean busy) {
        long left = spend(now.quota());
        if (left > 0) {
            arrivals.refuse();
            exchange.getResponseHeaders().set("X-RateLimit-Limit", now.quota() + ", " + now.quota() + ";w=60");
            exchange.getResponseHeaders().set("X-RateLimit-Remaining", "0");
            exchange.getResponseHeaders().set("X-RateLimit-Reset", Long.toString(left / 1_000_000_000 + 1));
            return new Answer(429, "API calls quota exceeded!");
        }
        if (busy) {
            arrivals.meetAnother();
        }
        if (busy && now.onePerList()) {
            arrivals.refuse();
            return new Answer(429, "{\"errors\":[{\"message\":\"A bulk operation is running.\"}]}");
        }
        if (isUnlucky(now)) {
            arrivals.refuse();
            return new Answer(503, "{\"errors\":[{\"message\":\"High load.\"}]}");
        }
        int rows;
        if (isOfProfiles(exchange.getRequestURI().getPath())) {
            arrivals.takeProfiles();
            rows = profiles(body);
        } else {
            rows = arrivals.take(body, System.nanoTime());
        }
        return new Answer(200, "{\"result_code\":\"Succeeded\",\"number_of_inserted_records\":" + rows + "}");
    }

    private synchronized boolean isUnlucky(SinkBehaviour now) {
        return now.errorShare() > 0 && random.nextDouble() < now.errorShare();
    }

    /** Answers 0, or how many nanoseconds of the minute are left when it is used up. */
    private synchronized long spend(int quota) {
        long now = System.nanoTime();
        if (now - windowStart >= MINUTE) {
            windowStart = now;
            usedInWindow = 0;
        }
        usedInWindow++;
        return quota > 0 && usedInWindow > quota ? windowStart + MINUTE - now : 0;
    }

    private static void pauseUntil(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isOfProfiles(String path) {
        return path.contains("/" + PROFILES + "/");
    }

    private static int profiles(byte[] body) {
        int rows = 0;
        for (int at = 0; at <= body.length - KEY_START.length; at++) {
            if (Arrays.equals(body, at, at + KEY_START.length, KEY_START, 0, KEY_START.length)) {
                rows++;
            }
        }
        return rows;
    }

    private Map<String, DataType> profileFields() {
        Map<String, DataType> fields = new LinkedHashMap<>();
        fields.put(BUSINESS_KEY, DataType.TEXT);
        for (int number = 0; number < traits; number++) {
            fields.put(Workload.trait(number), DataType.TEXT);
        }
        return fields;
    }

    private static String fields(Map<String, DataType> fields) {
        StringBuilder json = new StringBuilder("{\"fields\":[");
        for (Map.Entry<String, DataType> field : fields.entrySet()) {
            json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
                    .append("{\"name\":\"")
                    .append(field.getKey())
                    .append("\",\"data_type\":\"")
                    .append(field.getValue().wireName())
                    .append("\",\"length\":")
                    .append(field.getValue() == DataType.TEXT ? "255" : "null")
                    .append(",\"allow_null\":true,\"content\":\"\"}");
        }
        return json.append("]}").toString();
    }

    /** {@code phase?first,count}, {@code behaviour?...}, {@code delivered} and {@code report}. */
    private void control(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        switch (exchange.getRequestURI().getPath()) {
            case "/bench/phase" -> {
                String[] parts = query.split(",", -1);
                arrivals = new Arrivals(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
                reply(exchange, 200, "");
            }
            case "/bench/behaviour" -> {
                behaviour = SinkBehaviour.parse(query);
                reply(exchange, 200, "");
            }
            case "/bench/delivered" -> reply(exchange, 200, Long.toString(arrivals.delivered()));
            case "/bench/report" -> reply(exchange, 200, arrivals.encode());
            default -> reply(exchange, 404, "");
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        reply(exchange, status, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
        exchange.close();
    }

    private record Answer(int status, String text) {}
}
