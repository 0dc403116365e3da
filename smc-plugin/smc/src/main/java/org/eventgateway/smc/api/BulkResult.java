package org.eventgateway.smc.api;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What SMC says of a load or a delete, of lists and of segments. The status 200 is no success: only these values are (vendor Swagger
 * 2020). A counter that is not there counts as zero, so that a load without counters accounts for no row.
 *
 * @param code {@code Succeeded}, {@code PartiallySucceeded}, {@code Failed}, {@code ValidationFailed} and more
 * @param inserted rows that were new
 * @param updated rows that were known
 * @param deleted rows that were deleted
 * @param duplicate rows that another one of the call, or the state as it was, made superfluous
 * @param notFound rows whose key matched nothing
 * @param failed rows that were not taken
 * @param invalid which were not taken
 * @param errors what was wrong with the call
 */
public record BulkResult(
        @JsonbProperty("result_code") @Nullable String code,

        @JsonbProperty("number_of_inserted_records") @Nullable Long inserted,

        @JsonbProperty("number_of_updated_records") @Nullable Long updated,

        @JsonbProperty("number_of_deleted_records") @Nullable Long deleted,

        @JsonbProperty("number_of_duplicate_records") @Nullable Long duplicate,

        @JsonbProperty("number_of_records_not_found") @Nullable Long notFound,

        @JsonbProperty("number_of_failed_records") @Nullable Long failed,
        @JsonbProperty("invalid_records") @Nullable List<InvalidRecord> invalid,
        @JsonbProperty("errors") @Nullable List<ApiError> errors) {

    /** The outcome; a code that is not known is no success. */
    public Outcome outcome() {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.wireName.equals(code)) {
                return outcome;
            }
        }
        return Outcome.OTHER;
    }

    /** Rows that are in the list or segment now. */
    public long taken() {
        return count(inserted) + count(updated) + count(duplicate);
    }

    /** Rows that are out of it now, one way or the other. */
    public long gone() {
        return count(deleted) + count(duplicate) + count(notFound);
    }

    /** Records that were deleted; one key may match several. */
    public long deletedRecords() {
        return count(deleted);
    }

    /** Rows whose key matched nothing. */
    public long unmatched() {
        return count(notFound);
    }

    /** Rows that were not taken, by the counter or by the list of them, whichever says more. */
    public long refused() {
        return Math.max(count(failed), invalidRecords().size());
    }

    /** Which rows were not taken. */
    public List<InvalidRecord> invalidRecords() {
        return invalid == null
                ? List.of()
                : invalid.stream().filter(Objects::nonNull).toList();
    }

    private static long count(@Nullable Long counter) {
        return counter == null ? 0 : counter;
    }

    /** What the result code says. */
    public enum Outcome {
        SUCCEEDED("Succeeded"),
        PARTIALLY_SUCCEEDED("PartiallySucceeded"),
        FAILED("Failed"),
        VALIDATION_FAILED("ValidationFailed"),
        NOT_FOUND("NotFound"),
        SERVICE_UNAVAILABLE("ServiceUnavailable"),
        INTERNAL_SERVER_ERROR("InternalServerError"),
        /** None of those known. */
        OTHER("");

        private final String wireName;

        Outcome(String wireName) {
            this.wireName = wireName;
        }
    }
}
