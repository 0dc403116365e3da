package org.eventgateway.sandbox.control;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.eventgateway.sandbox.journal.JournalEntry;
import org.eventgateway.sandbox.json.JsonText;

/** Writes a page of the journal. */
public final class JournalJson {
    private JournalJson() {}

    /** Writes the entries, and the newest sequence number, by which a reader knows whether it has seen everything. */
    public static JsonObject write(List<JournalEntry> page, long lastSequence) {
        JsonArrayBuilder entries = JsonText.array();
        page.forEach(entry -> entries.add(entry(entry)));
        return JsonText.object()
                .add("entries", entries)
                .add("last_sequence", lastSequence)
                .build();
    }

    private static JsonObjectBuilder entry(JournalEntry entry) {
        JsonObjectBuilder headers = JsonText.object();
        entry.headers().forEach(headers::add);
        JsonObjectBuilder json = JsonText.object()
                .add("sequence", entry.sequence())
                .add("time", entry.time().toString())
                .add("method", entry.method())
                .add("path", entry.path())
                .add("query", entry.query())
                .add("headers", headers)
                .add("body", entry.body())
                .add("body_bytes", entry.bodyBytes())
                .add("status", entry.status());
        entry.fault().ifPresent(fault -> json.add("fault", fault));
        return json;
    }
}
