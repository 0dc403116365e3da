package org.eventgateway.sandbox.load;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eventgateway.sandbox.json.JsonText;

/** Counts what became of the records of one bulk operation and writes the vendor's result. Used by one thread. */
final class Report {
    private final int records;
    private final List<InvalidRecord> invalid = new ArrayList<>();
    private long inserted;
    private long updated;
    private long deleted;
    private long duplicate;
    private long notFound;

    Report(int records) {
        this.records = records;
    }

    /** The number of records the body held, bad ones and repeats included. */
    int records() {
        return records;
    }

    void fail(InvalidRecord record) {
        invalid.add(record);
    }

    void insert() {
        inserted++;
    }

    void update(int number) {
        updated += number;
    }

    void delete() {
        deleted++;
    }

    void duplicate() {
        duplicate++;
    }

    void missing() {
        notFound++;
    }

    /** Writes the result of a load. */
    JsonObject ofLoad(int indexBase) {
        return counters(JsonText.object()
                        .addNull("errors")
                        .add("result_code", resultCode())
                        .add("number_of_inserted_records", inserted)
                        .add("number_of_updated_records", updated))
                .add("invalid_records", invalidRecords(indexBase))
                .build();
    }

    /** Writes the result of a delete, which has no counters of inserted and updated records. */
    JsonObject ofDelete(int indexBase) {
        return counters(JsonText.object().addNull("errors").add("result_code", resultCode()))
                .add("invalid_records", invalidRecords(indexBase))
                .build();
    }

    private JsonObjectBuilder counters(JsonObjectBuilder json) {
        return json.add("number_of_deleted_records", deleted)
                .add("number_of_duplicate_records", duplicate)
                .add("number_of_records_not_found", notFound)
                .add("number_of_failed_records", invalid.size());
    }

    private String resultCode() {
        if (invalid.isEmpty()) {
            return "Succeeded";
        }
        return invalid.size() == records ? "Failed" : "PartiallySucceeded";
    }

    private JsonValue invalidRecords(int indexBase) {
        if (invalid.isEmpty()) {
            return JsonValue.NULL;
        }
        JsonArrayBuilder array = JsonText.array();
        invalid.stream()
                .sorted(Comparator.comparingInt(InvalidRecord::index))
                .forEach(record -> array.add(record.json(indexBase)));
        return array.build();
    }
}
