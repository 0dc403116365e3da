package org.eventgateway.war.ops;

import java.time.Instant;
import org.eventgateway.engine.log.StoreStatus;
import org.jspecify.annotations.Nullable;

/**
 * The store as an operator sees it.
 *
 * @param usedBytes how much of the disk it uses
 * @param budgetBytes how much it may use: {@code gateway.disk-budget}
 * @param queuedBytes how much waits in memory to be written
 * @param commits transactions since the start, each with one fsync
 * @param appends requests made durable since the start
 * @param rememberedIds how many message ids are remembered to recognise repeats
 * @param rememberedBytes how much of the disk these take, nearly
 * @param rememberedSince the hour from which on all are remembered
 * @param forgottenIds how many were forgotten too early since the start, as there was no room for them
 * @param problem why nothing can be taken at the moment
 */
public record StoreView(
        long usedBytes,
        long budgetBytes,
        long queuedBytes,
        long commits,
        long appends,
        long rememberedIds,
        long rememberedBytes,
        @Nullable Instant rememberedSince,
        long forgottenIds,
        @Nullable String problem) {

    static StoreView of(StoreStatus status) {
        return new StoreView(
                status.usedBytes(),
                status.budgetBytes(),
                status.queuedBytes(),
                status.commits(),
                status.appends(),
                status.remembered().count(),
                status.remembered().bytes(),
                status.remembered().since().orElse(null),
                status.remembered().forgotten(),
                status.problem().orElse(null));
    }
}
