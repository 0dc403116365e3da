package org.eventgateway.engine.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Appends without end and prints the id of each event that is acknowledged; run and killed by {@link CrashTest}. */
final class CrashingAppender {
    private static final int IN_FLIGHT = 64;

    private CrashingAppender() {}

    public static void main(String[] args) throws IOException {
        SqliteStore store =
                SqliteStore.open(StoreConfig.of(Path.of(args[0])), List.of("smc"), Clock.systemUTC(), Thread::new);
        Deque<CompletableFuture<EventLog.Receipt>> inFlight = new ArrayDeque<>();
        // Unbuffered, so that the parent sees what was acknowledged before the kill; fails, and ends this, when the
        // parent is gone.
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            int acknowledged = 0;
            for (int sent = 0; ; sent++) {
                inFlight.add(store.eventLog().append(Events.append("smc", Events.track("m" + sent + ".", 800))));
                if (inFlight.size() == IN_FLIGHT) {
                    inFlight.remove().join();
                    out.write(("m" + acknowledged++ + ".\n").getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }
}
