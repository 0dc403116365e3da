package org.eventgateway.benchmarks.endtoend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How long an fdatasync takes on the disk of the events while they are measured: no answer of the door can be faster. Twenty a second, each
 * of a page at the end of a file, from a thread of its own.
 */
final class SyncProbe implements AutoCloseable {
    private static final int PAGE = 4_096;
    private static final long BETWEEN_NANOS = 50_000_000;

    private final FileChannel file;
    private final Thread thread;
    private final List<Long> nanos = new ArrayList<>();
    private volatile boolean stopped;

    private SyncProbe(FileChannel file) {
        this.file = file;
        this.thread = new Thread(this::probe, "sync probe");
    }

    static SyncProbe start(Path folder) throws IOException {
        SyncProbe probe = new SyncProbe(FileChannel.open(
                folder.resolve("sync-probe"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING));
        probe.thread.start();
        return probe;
    }

    private void probe() {
        ByteBuffer page = ByteBuffer.allocateDirect(PAGE);
        try {
            while (!stopped) {
                file.write(page.clear());
                long before = System.nanoTime();
                file.force(false);
                nanos.add(System.nanoTime() - before);
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
        } catch (IOException e) {
            System.err.println("no more is known of the disk: " + e.getMessage());
        }
    }

    /** Ends; answers how long each took, in nanoseconds, the shortest first. */
    long[] end() throws IOException {
        close();
        return nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }
}
