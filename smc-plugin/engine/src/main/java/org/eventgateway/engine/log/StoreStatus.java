package org.eventgateway.engine.log;

import java.util.Optional;

/**
 * How the store does, for health checks and metrics.
 *
 * @param commits transactions made durable since the start; each cost one fsync
 * @param appends appends made durable since the start
 * @param queuedBytes bytes waiting in memory to be written
 * @param usedBytes bytes used on disk: pages in use and the write-ahead log, as of the last measurement
 * @param budgetBytes bytes that may be used
 * @param remembered the message ids that are remembered to recognise repeats
 * @param problem why appends are refused at the moment; empty when all is well
 */
public record StoreStatus(
        long commits,
        long appends,
        long queuedBytes,
        long usedBytes,
        long budgetBytes,
        RememberedIds remembered,
        Optional<String> problem) {}
