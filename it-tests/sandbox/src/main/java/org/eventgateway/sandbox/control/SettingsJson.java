package org.eventgateway.sandbox.control;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.OptionalInt;
import org.eventgateway.sandbox.SandboxSettings;
import org.eventgateway.sandbox.journal.JournalLimits;
import org.eventgateway.sandbox.json.JsonFields;
import org.eventgateway.sandbox.json.JsonText;

/** Reads and writes the settings; reading changes those that are named and leaves the others. */
public final class SettingsJson {
    private SettingsJson() {}

    /** Applies a document to settings; throws {@link IllegalArgumentException} on values that cannot be. */
    public static SandboxSettings read(JsonFields json, SandboxSettings now) {
        return new SandboxSettings(
                json.integer("quota", now.quota()),
                millis(json, "quotaWindowMillis", now.quotaWindow()),
                json.flag("rateLimitHeadersOnAll").orElse(now.rateLimitHeadersOnAll()),
                millis(json, "bulkMillis", now.bulkDuration()),
                guard(json, now.indexGuardRows()),
                json.flag("listWrapperSingular").orElse(now.listWrapperSingular()),
                json.flag("entryPointsAsObject").orElse(now.entryPointsAsObject()),
                json.flag("missingParameterAs200").orElse(now.missingParameterAs200()),
                json.integer("recordIndexBase", now.recordIndexBase()),
                json.flag("statusNeedsKey").orElse(now.statusNeedsKey()),
                json.integer("keepRows", now.keepRows()));
    }

    /** Reads the limits of the journal; those that are not named take their defaults. */
    public static JournalLimits journal(JsonFields json) {
        JournalLimits usual = JournalLimits.DEFAULT;
        return new JournalLimits(
                json.integer("entries", usual.entries()),
                json.integer("bodyBytes", usual.bodyBytes()),
                json.number("totalBytes").orElse(usual.totalBytes()));
    }

    public static JsonObject write(SandboxSettings settings) {
        JsonObjectBuilder json = JsonText.object()
                .add("quota", settings.quota())
                .add("quotaWindowMillis", settings.quotaWindow().toMillis())
                .add("rateLimitHeadersOnAll", settings.rateLimitHeadersOnAll())
                .add("bulkMillis", settings.bulkDuration().toMillis())
                .add("indexGuardRows", settings.indexGuardRows().orElse(0));
        return json.add("listWrapperSingular", settings.listWrapperSingular())
                .add("entryPointsAsObject", settings.entryPointsAsObject())
                .add("missingParameterAs200", settings.missingParameterAs200())
                .add("recordIndexBase", settings.recordIndexBase())
                .add("statusNeedsKey", settings.statusNeedsKey())
                .add("keepRows", settings.keepRows())
                .build();
    }

    /** Zero switches the guard off. */
    private static OptionalInt guard(JsonFields json, OptionalInt now) {
        int rows = json.integer("indexGuardRows", now.orElse(0));
        return rows == 0 ? OptionalInt.empty() : OptionalInt.of(rows);
    }

    private static Duration millis(JsonFields json, String name, Duration now) {
        return Duration.ofMillis(json.number(name).orElse(now.toMillis()));
    }
}
