package org.eventgateway.plugin.testkit;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.SettingsSchema;
import org.eventgateway.plugin.source.Input;
import org.eventgateway.plugin.source.Source;
import org.eventgateway.plugin.source.SourceContext;
import org.eventgateway.plugin.source.SourceFactory;

/** Puts a fake source through the kit, good or faulty. */
abstract class FakeSourceContract extends SourceContract {
    static final Setting<Secret> TOKEN =
            Setting.required("token", SettingType.SECRET, "What senders must show to be let in.");
    private static final String VALUE = "kit-token-4711";

    private final Function<Secret, Source> opener;

    FakeSourceContract(Function<Secret, Source> opener) {
        this.opener = opener;
    }

    @Override
    protected SourceFactory factory() {
        return new SourceFactory() {
            @Override
            public String name() {
                return "fake";
            }

            @Override
            public SettingsSchema settings() {
                return SettingsSchema.of(TOKEN);
            }

            @Override
            public Source open(SourceContext context) {
                return opener.apply(context.settings().get(TOKEN));
            }
        };
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("token", VALUE);
    }

    @Override
    protected String record(int number) {
        return "user=" + number;
    }

    @Override
    protected String badRecord() {
        return "nobody";
    }

    @Override
    protected byte[] input(List<String> records) {
        return String.join("\n", records).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected Map<String, List<String>> headers(byte[] body) {
        return Map.of("x-token", List.of(VALUE));
    }

    @Override
    protected Optional<Input> refusedInput() {
        byte[] body = input(List.of(record(1)));
        return Optional.of(new Input("no token", Map.of(), new ByteArrayInputStream(body), Optional.empty()));
    }
}
