package org.eventgateway.engine.log;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How to keep the store.
 *
 * @param folder where; made when missing, owned by one process at a time
 * @param diskBudget bytes that all connections may use together; appends are refused beyond it
 * @param connectionBudgets bytes that the undelivered events of single connections may use; those not named have no budget of their own
 * @param repeatWindow how long a {@code messageId} is remembered (at most an hour longer); zero turns the recognition of repeats off
 * @param deadLetterRetention how long dead letters are kept
 * @param queueBytes bytes that may wait in memory to be written; appends are refused beyond it
 * @param replayRate how many dead letters of a connection are moved back into its log in a second, at most
 * @param overwriteDeleted whether the space of settled events is overwritten with zeros at once instead of when it is used again; costs
 *     about as many written bytes as the events themselves
 */
public record StoreConfig(
        Path folder,
        long diskBudget,
        Map<String, Long> connectionBudgets,
        Duration repeatWindow,
        Duration deadLetterRetention,
        long queueBytes,
        int replayRate,
        boolean overwriteDeleted) {
    private static final long MIB = 1 << 20;

    public StoreConfig {
        connectionBudgets = Map.copyOf(connectionBudgets);
        if (diskBudget < MIB) {
            throw new IllegalArgumentException(
                    "gateway.disk-budget must be at least 1 MiB, was " + diskBudget + " bytes");
        }
        if (repeatWindow.isNegative()) {
            throw new IllegalArgumentException("gateway.repeat-window must not be negative, was " + repeatWindow);
        }
        if (deadLetterRetention.isNegative() || deadLetterRetention.isZero()) {
            throw new IllegalArgumentException(
                    "gateway.dead-letter-retention must be positive, was " + deadLetterRetention);
        }
        if (replayRate < 1) {
            throw new IllegalArgumentException("gateway.replay-rate must be at least 1, was " + replayRate);
        }
        if (queueBytes < MIB) {
            throw new IllegalArgumentException("the queue needs at least 1 MiB, was " + queueBytes + " bytes");
        }
    }

    /** Answers the documented defaults: 10 GiB, repeats of 30 hours, dead letters of 30 days, 32 MiB waiting in memory, 100 replays a second. */
    public static StoreConfig of(Path folder) {
        return new StoreConfig(
                folder, 10_240 * MIB, Map.of(), Duration.ofHours(30), Duration.ofDays(30), 32 * MIB, 100, false);
    }

    public StoreConfig withDiskBudget(long bytes) {
        return new StoreConfig(
                folder,
                bytes,
                connectionBudgets,
                repeatWindow,
                deadLetterRetention,
                queueBytes,
                replayRate,
                overwriteDeleted);
    }

    public StoreConfig withConnectionBudgets(Map<String, Long> bytes) {
        return new StoreConfig(
                folder, diskBudget, bytes, repeatWindow, deadLetterRetention, queueBytes, replayRate, overwriteDeleted);
    }

    public StoreConfig withRepeatWindow(Duration window) {
        return new StoreConfig(
                folder,
                diskBudget,
                connectionBudgets,
                window,
                deadLetterRetention,
                queueBytes,
                replayRate,
                overwriteDeleted);
    }

    public StoreConfig withDeadLetterRetention(Duration retention) {
        return new StoreConfig(
                folder,
                diskBudget,
                connectionBudgets,
                repeatWindow,
                retention,
                queueBytes,
                replayRate,
                overwriteDeleted);
    }

    public StoreConfig withQueueBytes(long bytes) {
        return new StoreConfig(
                folder,
                diskBudget,
                connectionBudgets,
                repeatWindow,
                deadLetterRetention,
                bytes,
                replayRate,
                overwriteDeleted);
    }

    public StoreConfig withReplayRate(int eventsPerSecond) {
        return new StoreConfig(
                folder,
                diskBudget,
                connectionBudgets,
                repeatWindow,
                deadLetterRetention,
                queueBytes,
                eventsPerSecond,
                overwriteDeleted);
    }

    public StoreConfig withOverwriteDeleted(boolean overwrite) {
        return new StoreConfig(
                folder,
                diskBudget,
                connectionBudgets,
                repeatWindow,
                deadLetterRetention,
                queueBytes,
                replayRate,
                overwrite);
    }

    /** The size the write-ahead log is kept to: large enough that settled pages are written once, small against the budget. */
    long walBytes() {
        return Math.min(16 * MIB, diskBudget / 4);
    }
}
