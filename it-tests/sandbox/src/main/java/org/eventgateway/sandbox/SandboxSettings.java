package org.eventgateway.sandbox;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What can be switched while the sandbox runs.
 *
 * @param quota calls per key and window
 * @param quotaWindow the length of the quota's window
 * @param rateLimitHeadersOnAll whether admitted replies carry the quota's headers too
 * @param bulkDuration how long a bulk operation pretends to take and holds its list
 * @param indexGuardRows bodies of more rows need a unique index on the key fields; empty means the guard is off
 * @param listWrapperSingular whether the overview of lists is wrapped in {@code list} instead of {@code lists}
 * @param entryPointsAsObject whether a journey's entry points are one object instead of an array
 * @param missingParameterAs200 whether a journey trigger without a required parameter is answered 200 and
 *     {@code result_type} Validation instead of 400
 * @param recordIndexBase what {@code record_index} counts from
 * @param statusNeedsKey whether the status operation asks for a key
 * @param keepRows how many rows a list keeps, the oldest are dropped beyond; for load tests that would fill the memory
 */
public record SandboxSettings(
        int quota,
        Duration quotaWindow,
        boolean rateLimitHeadersOnAll,
        Duration bulkDuration,
        OptionalInt indexGuardRows,
        boolean listWrapperSingular,
        boolean entryPointsAsObject,
        boolean missingParameterAs200,
        int recordIndexBase,
        boolean statusNeedsKey,
        int keepRows) {
    /** The vendor's published limits, and the live API's behaviour where it is known. */
    public static final SandboxSettings DEFAULT = new SandboxSettings(
            2500,
            Duration.ofSeconds(60),
            true,
            Duration.ZERO,
            OptionalInt.empty(),
            false,
            false,
            false,
            0,
            true,
            Integer.MAX_VALUE);

    public SandboxSettings {
        if (quota < 0) {
            throw new IllegalArgumentException("quota must not be negative, was " + quota);
        }
        if (quotaWindow.isNegative() || quotaWindow.isZero()) {
            throw new IllegalArgumentException("the quota's window must be positive");
        }
        if (bulkDuration.isNegative()) {
            throw new IllegalArgumentException("the bulk duration must not be negative");
        }
        if (keepRows < 1) {
            throw new IllegalArgumentException("a list must keep one row at least");
        }
    }

    public SandboxSettings withQuota(int calls, Duration window) {
        return new SandboxSettings(
                calls,
                window,
                rateLimitHeadersOnAll,
                bulkDuration,
                indexGuardRows,
                listWrapperSingular,
                entryPointsAsObject,
                missingParameterAs200,
                recordIndexBase,
                statusNeedsKey,
                keepRows);
    }

    public SandboxSettings withBulkDuration(Duration duration) {
        return new SandboxSettings(
                quota,
                quotaWindow,
                rateLimitHeadersOnAll,
                duration,
                indexGuardRows,
                listWrapperSingular,
                entryPointsAsObject,
                missingParameterAs200,
                recordIndexBase,
                statusNeedsKey,
                keepRows);
    }

    public SandboxSettings withKeepRows(int rows) {
        return new SandboxSettings(
                quota,
                quotaWindow,
                rateLimitHeadersOnAll,
                bulkDuration,
                indexGuardRows,
                listWrapperSingular,
                entryPointsAsObject,
                missingParameterAs200,
                recordIndexBase,
                statusNeedsKey,
                rows);
    }

    public SandboxSettings withRateLimitHeadersOnAll(boolean on) {
        return new SandboxSettings(
                quota,
                quotaWindow,
                on,
                bulkDuration,
                indexGuardRows,
                listWrapperSingular,
                entryPointsAsObject,
                missingParameterAs200,
                recordIndexBase,
                statusNeedsKey,
                keepRows);
    }

    public SandboxSettings withIndexGuard(int rows) {
        return new SandboxSettings(
                quota,
                quotaWindow,
                rateLimitHeadersOnAll,
                bulkDuration,
                OptionalInt.of(rows),
                listWrapperSingular,
                entryPointsAsObject,
                missingParameterAs200,
                recordIndexBase,
                statusNeedsKey,
                keepRows);
    }

    public SandboxSettings withListWrapperSingular(boolean on) {
        return new SandboxSettings(
                quota,
                quotaWindow,
                rateLimitHeadersOnAll,
                bulkDuration,
                indexGuardRows,
                on,
                entryPointsAsObject,
                missingParameterAs200,
                recordIndexBase,
                statusNeedsKey,
                keepRows);
    }

    public SandboxSettings withEntryPointsAsObject(boolean on) {
        return new SandboxSettings(
                quota,
                quotaWindow,
                rateLimitHeadersOnAll,
                bulkDuration,
                indexGuardRows,
                listWrapperSingular,
                on,
                missingParameterAs200,
                recordIndexBase,
                statusNeedsKey,
                keepRows);
    }

    public SandboxSettings withMissingParameterAs200(boolean on) {
        return new SandboxSettings(
                quota,
                quotaWindow,
                rateLimitHeadersOnAll,
                bulkDuration,
                indexGuardRows,
                listWrapperSingular,
                entryPointsAsObject,
                on,
                recordIndexBase,
                statusNeedsKey,
                keepRows);
    }

    public SandboxSettings withStatusNeedsKey(boolean on) {
        return new SandboxSettings(
                quota,
                quotaWindow,
                rateLimitHeadersOnAll,
                bulkDuration,
                indexGuardRows,
                listWrapperSingular,
                entryPointsAsObject,
                missingParameterAs200,
                recordIndexBase,
                on,
                keepRows);
    }
}
