package org.eventgateway.smc.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.settings.SettingLookup.Found;
import org.eventgateway.plugin.settings.SettingsBinder;
import org.eventgateway.plugin.settings.SettingsBinder.Binding;
import org.eventgateway.plugin.source.Checkpoint;
import org.eventgateway.plugin.source.Input;
import org.eventgateway.plugin.source.Source;
import org.eventgateway.plugin.source.SourceContext;

/** Sources as an operator would set them up, and inputs. */
final class Sources {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private Sources() {}

    static Source open(String... keysAndValues) {
        Map<String, String> values = new HashMap<>(Map.of("organization", "Acme Shop"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        Binding binding = new SettingsBinder(
                        key -> Optional.ofNullable(values.get(key)).map(value -> new Found(value, "test")))
                .bind("", SmcSourceSettings.SCHEMA);
        if (!binding.faults().isEmpty()) {
            throw new IllegalArgumentException(binding.faults().toString());
        }
        return new SmcSourceFactory().open(new SourceContext("smc", binding.settings(), CLOCK));
    }

    static Input file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Input file(String name, String text, Charset charset) {
        return file(name, text.getBytes(charset));
    }

    static Input file(String name, byte[] bytes) {
        return file(name, new ByteArrayInputStream(bytes), Optional.empty());
    }

    static Input file(String name, InputStream body, Optional<Checkpoint> checkpoint) {
        return new Input(name, Map.of(), body, checkpoint);
    }

    static Input request(String body, String... namesAndValues) {
        Map<String, List<String>> headers = new HashMap<>(Map.of("host", List.of("gateway")));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return new Input(
                "/sources/smc",
                headers,
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                Optional.empty());
    }

    static Sinks.Keeping read(Source source, Input input) throws IOException {
        Sinks.Keeping sink = new Sinks.Keeping();
        source.read(input, sink);
        return sink;
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = Sources.class.getResourceAsStream("/source/" + name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return in.readAllBytes();
        }
    }
}
