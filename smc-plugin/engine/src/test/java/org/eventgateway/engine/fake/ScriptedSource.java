package org.eventgateway.engine.fake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.SpiVersion;
import org.eventgateway.plugin.settings.SettingsSchema;
import org.eventgateway.plugin.source.Checkpoint;
import org.eventgateway.plugin.source.EventSink;
import org.eventgateway.plugin.source.Input;
import org.eventgateway.plugin.source.InputRefusedException;
import org.eventgateway.plugin.source.PersonRecords;
import org.eventgateway.plugin.source.Source;
import org.eventgateway.plugin.source.SourceContext;
import org.eventgateway.plugin.source.SourceFactory;

/**
 * A source whose inputs are lines: {@code user:id} is an event, {@code bad} a refused record, {@code refuse} refuses the input, and
 * {@code fail} is a fault of the plugin, {@code exhaust} one of the heap. It commits after every {@code commitLines} lines.
 */
public final class ScriptedSource implements Source, SourceFactory, Plugin {
    private final String name;
    private final int commitLines;
    private final List<Optional<Checkpoint>> starts = new ArrayList<>();
    private Map<String, List<String>> headers = Map.of();
    private boolean closed;

    public ScriptedSource(String name, int commitLines) {
        this.name = name;
        this.commitLines = commitLines;
    }

    /** Where each reading began. */
    public List<Optional<Checkpoint>> starts() {
        return starts;
    }

    /** The headers of the last input. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    public boolean closed() {
        return closed;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        starts.add(input.checkpoint());
        headers = input.headers();
        BufferedReader lines = new BufferedReader(new InputStreamReader(input.body(), StandardCharsets.UTF_8));
        int done =
                input.checkpoint().map(Checkpoint::value).map(Integer::parseInt).orElse(0);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (number <= done) {
                continue;
            }
            take(line, number, sink);
            if (number % commitLines == 0) {
                sink.commit(new Checkpoint(Integer.toString(number)));
            }
        }
    }

    @Override
    public boolean findsPersons() {
        return true;
    }

    @Override
    public void find(Input file, Predicate<String> isAsked, PersonRecords found) throws IOException {
        String text = new String(file.body().readAllBytes(), StandardCharsets.UTF_8);
        int at = 0;
        for (String line : text.split("\n", -1)) {
            String user = line.substring(0, Math.max(0, line.indexOf(':')));
            if (isAsked.test(user)) {
                int half = line.length() / 2;
                found.found(user, at, blanks(half));
                found.further(user, at + half, blanks(line.length() - half));
            }
            if (line.equals("refuse")) {
                throw new InputRefusedException(Reason.event("not_mine", "This is no input of mine."));
            }
            at += line.length() + 1;
        }
    }

    private static byte[] blanks(int count) {
        return " ".repeat(count).getBytes(StandardCharsets.UTF_8);
    }

    private static void take(String line, int number, EventSink sink) {
        switch (line) {
            case "bad" -> sink.refuse(number, Reason.event("bad_line", "Line " + number + ": It is bad."));
            case "refuse" -> throw new InputRefusedException(Reason.event("not_mine", "This is no input of mine."));
            case "exhaust" -> throw new OutOfMemoryError("made up");
            case "fail" -> throw new IllegalArgumentException("secret of the input");
            default -> {
                int colon = line.indexOf(':');
                sink.accept(TestEvents.track(line.substring(colon + 1), line.substring(0, colon)));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public SpiVersion spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public List<SourceFactory> sources() {
        return List.of(this);
    }

    @Override
    public SettingsSchema settings() {
        return new SettingsSchema(List.of());
    }

    @Override
    public Source open(SourceContext context) {
        return this;
    }

    /** Lines with events m1, m2, … of users u0 to u4 in turn. */
    public static String lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            lines.append('u').append(i % 5).append(":m").append(i).append('\n');
        }
        return lines.toString();
    }
}
