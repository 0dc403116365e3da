package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a person would look at first when a server does not come up: its last answer, its threads, and the end of its log. */
record FailedStart(String server, String lastAnswer, String log, String threads) {
    private static final int SHOWN = 3_000;
    private static final int WRITES_THREADS_SECONDS = 3;

    /** Has the process write its threads into its log, and reads them back. It goes on running. */
    static FailedStart of(ServerProcess server, String lastAnswer) {
        String log = server.logOfThisLaunch();
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(server.pid()))
                    .start()
                    .waitFor();
            SECONDS.sleep(WRITES_THREADS_SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String threads = server.logOfThisLaunch().substring(log.length());
        return new FailedStart(server.name(), lastAnswer, log, threads);
    }

    /** Whether code of this project had any part in it: it has logged something, or one of its threads exists. */
    boolean reachedTheApplication() {
        return log.contains("eventgateway") || threads.contains("eventgateway");
    }

    /** For the test's report: one line that says it all, then the details. */
    @Override
    public String toString() {
        int locked = threads.indexOf("Java-level deadlock");
        return "server " + server + " does not come up; it last answered: " + lastAnswer
                + "\nThe end of its log:\n" + log.substring(Math.max(0, log.length() - SHOWN))
                + (locked < 0 ? "\nNo threads lock each other." : "\n" + start(threads.substring(locked)))
                + "\nThreads of the project, and main:\n" + start(ofInterest());
    }

    private String ofInterest() {
        StringBuilder some = new StringBuilder();
        for (String thread : threads.split("\n\n", -1)) {
            if (thread.contains("eventgateway") || thread.startsWith("\"main\"")) {
                some.append(thread).append("\n\n");
            }
        }
        return some.toString();
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), SHOWN));
    }
}
