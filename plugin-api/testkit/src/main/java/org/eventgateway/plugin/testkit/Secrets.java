package org.eventgateway.plugin.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingsSchema;

/** The values of secret settings, searched for in what a plugin says. */
record Secrets(Map<String, String> valueByKey) {

    static Secrets of(SettingsSchema schema, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Setting<?> setting : schema.settings()) {
            if (setting.isSecret() && given.containsKey(setting.key())) {
                String value = given.getOrDefault(setting.key(), "");
                Expect.that(
                        value.length() >= 8,
                        "The secret " + setting.key() + " of this test is too short to be searched for.",
                        "give it at least 8 characters in settings() of the test.");
                values.put(setting.key(), value);
            }
        }
        return new Secrets(values);
    }

    boolean isEmpty() {
        return valueByKey.isEmpty();
    }

    /** Fails if a secret stands in one of the texts, plain or in a form that anybody can read back. */
    void expectNoneIn(Collection<?> said, String where, String fix) {
        String text = said.stream().map(Secrets::text).collect(Collectors.joining("\n"));
        valueByKey.forEach((key, value) -> Expect.that(
                forms(value).stream().noneMatch(text::contains), where + " shows the secret " + key + ".", fix));
    }

    /** A pattern for a text that was sent: whatever stands there for a secret may be masked. */
    Pattern masked(String sent) {
        String anySecret = valueByKey.values().stream()
                .flatMap(value -> forms(value).stream())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        if (anySecret.isEmpty()) {
            return Pattern.compile(Pattern.quote(sent));
        }
        StringBuilder pattern = new StringBuilder();
        for (String part : sent.split(anySecret, -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".*").append(part.isEmpty() ? "(?:)" : Pattern.quote(part));
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    private static List<String> forms(String value) {
        return List.of(
                value,
                URLEncoder.encode(value, StandardCharsets.UTF_8),
                // Basic authentication with the secret as the user; before the next, which may be its beginning.
                base64(value + ":"),
                base64(":" + value),
                base64(value));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Object said) {
        if (said instanceof Throwable thrown) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            return trace.toString();
        }
        return String.valueOf(said);
    }

    /** Does not print what it is about. */
    @Override
    public String toString() {
        return "Secrets" + valueByKey.keySet();
    }
}
