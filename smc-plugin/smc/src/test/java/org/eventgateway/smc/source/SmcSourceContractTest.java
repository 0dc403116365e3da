package org.eventgateway.smc.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.source.Input;
import org.eventgateway.plugin.source.SourceFactory;
import org.eventgateway.plugin.testkit.SourceContract;

/** The contract that every source keeps, held by export files. */
class SmcSourceContractTest extends SourceContract {
    @Override
    protected SourceFactory factory() {
        return new SmcSourceFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("organization", "Acme Shop", "shared-secret", "kit-s3cret-1");
    }

    @Override
    protected Map<String, String> badSettings() {
        return Map.of("delimiter", "more than one", "format", "xml", "time-zone", "Mars/Phobos");
    }

    @Override
    protected String inputName() {
        return "export.csv";
    }

    @Override
    protected String record(int number) {
        return "opened;user-" + number + ";2026-10-20T06:00:00Z";
    }

    @Override
    protected String badRecord() {
        return "no-such-event;user;2026-10-20T06:00:00Z";
    }

    @Override
    protected byte[] input(List<String> records) {
        return ("EVENT;USER_ID;TIMESTAMP\n" + String.join("\n", records) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Lines are counted, and the first is the header. */
    @Override
    protected long position(long place) {
        return place + 1;
    }

    @Override
    protected Optional<Input> refusedInput() {
        return Optional.of(Sources.request("{\"event\":\"opened\"}", "x-shared-secret", "wrong"));
    }
}
