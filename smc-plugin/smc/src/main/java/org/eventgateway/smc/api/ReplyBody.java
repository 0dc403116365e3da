package org.eventgateway.smc.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.annotation.JsonbProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, read with distrust: an error may be an object, a JSON string, plain text or a web page of something that
 * stands between (vendor Swagger and portal). Immutable.
 */
public final class ReplyBody {
    private static final int SHOWN = 160;
    private static final JsonFactory JSON = new JsonFactory();
    /** What is quoted and no name of a field, mail addresses, and numbers that are too long for a limit. */
    private static final Pattern DATA =
            Pattern.compile("'(?![A-Z][A-Z0-9_]*')[^']{0,1000}'|\"(?![A-Z][A-Z0-9_]*\")[^\"]{0,1000}\""
                    + "|[^\\s]{0,200}@[^\\s]{0,200}|\\+?[0-9]{6,}");

    private final Jsonb json;
    private final byte[] bytes;

    ReplyBody(Jsonb json, byte[] bytes) {
        this.json = json;
        this.bytes = bytes;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return start().isEmpty();
    }

    /** Whether it is a JSON object, by its look. */
    public boolean isObject() {
        return start().startsWith("{");
    }

    /** Whether it is a web page, by its look. */
    public boolean isPage() {
        return start().startsWith("<");
    }

    private String start() {
        String start = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.UTF_8);
        return start.startsWith("\uFEFF") ? start.substring(1).stripLeading() : start.stripLeading();
    }

    /** Reads it as a JSON object of a type; empty if it is not one. */
    public <T> Optional<T> as(Class<T> type) {
        if (!isObject() || !isWhole()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.fromJson(new String(bytes, StandardCharsets.UTF_8), type));
        } catch (JsonbException | jakarta.json.JsonException | IllegalArgumentException | ClassCastException e) {
            // Broken or of another shape; the parser's message would quote it.
            return Optional.empty();
        }
    }

    // The servers' JSON parser (Parsson, skipArray) never returns from an array that is cut off, and no watchdog sees
    // that.
    private boolean isWhole() {
        try (JsonParser parser = JSON.createParser(bytes)) {
            while (parser.nextToken() != null) {
                // only its end is of interest
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    boolean startsWith(String text) {
        String start = start();
        return (start.startsWith("\"") ? start.substring(1) : start)
                .toLowerCase(Locale.ROOT)
                .startsWith(text.toLowerCase(Locale.ROOT));
    }

    /** What it says for people of the one event that was refused: codes and descriptions, cut short and without what looks like data. */
    public String summary() {
        return words(Refusal::words);
    }

    /** What it says for the log and the status of a connection: as {@link #summary}, but no descriptions, which may quote data. */
    public String codes() {
        return words(Refusal::codes);
    }

    private String words(Function<Refusal, String> refusal) {
        if (isEmpty()) {
            return "no text";
        }
        if (isPage()) {
            return "a web page";
        }
        if (!isObject()) {
            return shown(new String(bytes, StandardCharsets.UTF_8).replaceAll("^\\s*\"|\"\\s*$", ""));
        }
        return as(Refusal.class).map(refusal).map(ReplyBody::shown).orElse("broken JSON");
    }

    private static String shown(String text) {
        String bare = DATA.matcher(text).replaceAll("…");
        String line = bare.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    /** Hides the content, which may hold personal data. */
    @Override
    public String toString() {
        return "ReplyBody[" + bytes.length + " bytes]";
    }

    /**
     * Why a call was refused.
     *
     * @param code the result code
     * @param errors in detail
     */
    public record Refusal(
            @JsonbProperty("result_code") @Nullable String code,
            @JsonbProperty("errors") @Nullable List<ApiError> errors) {

        private String codes() {
            String details = errors == null
                    ? ""
                    : errors.stream()
                            .filter(Objects::nonNull)
                            .map(error -> Objects.requireNonNullElse(error.code(), "?"))
                            .collect(Collectors.joining("; "));
            return withDetails(details);
        }

        private String words() {
            String details = errors == null
                    ? ""
                    : errors.stream()
                            .filter(Objects::nonNull)
                            .map(error -> Objects.requireNonNullElse(error.code(), "?") + ": "
                                    + Objects.requireNonNullElse(error.description(), ""))
                            .collect(Collectors.joining("; "));
            return withDetails(details);
        }

        private String withDetails(String details) {
            String result = code == null ? "no result code" : code;
            return details.isEmpty() ? result : result + " (" + details + ")";
        }
    }
}
