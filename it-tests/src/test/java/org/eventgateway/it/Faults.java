package org.eventgateway.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Lets SMC misbehave on about every tenth request, until it ends, on a thread of its own. Only loads suffer, not what a test asks. */
final class Faults {
    private static final String LOADS = "/data(/load)?$";
    private static final String LOADS_OF_USERS = "/" + CrashLoad.USER_LIST + "(/.*)?" + LOADS;

    /** In milliseconds; less than the settle time of a gateway that is killed in bad weather, which begins a little later. */
    private static final int LATEST = 900;

    private static final Duration LOOK = Duration.ofMillis(30);

    private final SandboxControl sandbox;
    private final SplittableRandom random;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Thread thread = new Thread(this::play, "faults");

    private Faults(SandboxControl sandbox, long seed) {
        this.sandbox = sandbox;
        this.random = new SplittableRandom(seed).split();
    }

    static Faults start(SandboxControl sandbox, long seed) {
        Faults faults = new Faults(sandbox, seed);
        faults.thread.start();
        return faults;
    }

    /** Ends the weather: from now on SMC works. */
    void end() throws InterruptedException {
        ended.set(true);
        thread.join();
        sandbox.clearFaults();
    }

    private void play() {
        long next = 0;
        while (!ended.get()) {
            long answered = sandbox.lastSequence();
            if (answered >= next) {
                sandbox.addFault(draw());
                next = answered + random.nextInt(4, 20);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private JsonObject draw() {
        return switch (random.nextInt(16)) {
            case 0 -> fault("slow").add("millis", random.nextInt(100, 2_500)).build();
            case 1 -> fault("drip").add("millis", random.nextInt(5, 50)).build();
            case 2 -> fault("reset-before").build();
            case 3 -> fault("reset-after").build();
            case 4 -> fault("lost-answer").build();
            case 5 -> fault("empty").build();
            case 6 -> fault("truncated").build();
            case 7 -> fault("html").build();
            case 8 -> status(500).build();
            case 9 -> status(503).build();
            case 10 -> status(408).build();
            case 11 -> fault("late").add("millis", random.nextInt(50, LATEST)).build();
            // A single row that failed has failed. Rows of events are spared: with such a batch halved, a kill in
            // between
            // lets the profile of its first half come for the first time after that of the whole, which is legal but
            // looks like a fault.
            case 12 ->
                Json.createObjectBuilder()
                        .add("kind", "failed")
                        .add("path", LOADS_OF_USERS)
                        .add("rows", 2)
                        .build();
            case 13 -> status(random.nextBoolean() ? 502 : 504).build();
            case 14 ->
                status(503)
                        .add("headers", Json.createObjectBuilder().add("Retry-After", "1"))
                        .build();
            // without the quota's headers: another bulk operation is running; a quota would be kept from then on
            default -> status(429).build();
        };
    }

    private static JsonObjectBuilder status(int status) {
        return fault("status").add("status", status);
    }

    private static JsonObjectBuilder fault(String kind) {
        return Json.createObjectBuilder().add("kind", kind).add("path", LOADS);
    }
}
