package org.eventgateway.sandbox.journal;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eventgateway.sandbox.account.Accounts;
import org.eventgateway.sandbox.http.SandboxRequest;

/** Keeps the latest requests in the order they were answered. Safe for use by many threads. */
public final class Journal {
    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private JournalLimits limits;
    private long lastSequence;
    private long keptBytes;

    /** Makes an empty journal. */
    public Journal(JournalLimits limits) {
        this.limits = limits;
    }

    /** Writes an entry and drops the oldest ones beyond the limits. */
    public synchronized void append(SandboxRequest request, Instant time, int status, Optional<String> fault) {
        byte[] whole = request.body();
        byte[] body = whole.length > limits.bodyBytes() ? Arrays.copyOf(whole, limits.bodyBytes()) : whole;
        lastSequence++;
        entries.add(new JournalEntry(
                lastSequence,
                time,
                request.method(),
                request.rawPath(),
                request.rawQuery(),
                masked(request.headers()),
                body,
                whole.length,
                status,
                fault));
        keptBytes += body.length;
        trim();
    }

    /** Returns the oldest entries after a sequence number, as many as asked for. */
    public synchronized List<JournalEntry> after(long sequence, int take) {
        return entries.stream()
                .filter(entry -> entry.sequence() > sequence)
                .limit(take)
                .toList();
    }

    /** Returns all entries that are kept. */
    public synchronized List<JournalEntry> all() {
        return List.copyOf(entries);
    }

    /** The sequence number of the newest entry ever written, 0 if there was none. */
    public synchronized long lastSequence() {
        return lastSequence;
    }

    public synchronized void clear() {
        entries.clear();
        keptBytes = 0;
    }

    public synchronized void limit(JournalLimits newLimits) {
        limits = newLimits;
        trim();
    }

    private void trim() {
        while (!entries.isEmpty() && (entries.size() > limits.entries() || keptBytes > limits.totalBytes())) {
            keptBytes -= entries.removeFirst().keptBytes();
        }
    }

    private static Map<String, String> masked(Map<String, String> headers) {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        copy.computeIfPresent(Accounts.HEADER, (name, value) -> maskedKey(value));
        // other schemes put secrets elsewhere; none of them belongs here, so all of it goes
        copy.computeIfPresent("Authorization", (name, value) -> "***");
        copy.computeIfPresent("X-ApiKey-Secret", (name, value) -> "***");
        copy.computeIfPresent("X-Api-Key", (name, value) -> "***");
        return Collections.unmodifiableMap(copy);
    }

    private static String maskedKey(String value) {
        int colon = value.indexOf(':');
        return colon < 0 ? "***" : value.substring(0, colon) + ":***";
    }
}
