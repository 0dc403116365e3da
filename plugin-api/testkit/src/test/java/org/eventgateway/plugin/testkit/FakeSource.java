package org.eventgateway.plugin.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.plugin.source.Checkpoint;
import org.eventgateway.plugin.source.EventSink;
import org.eventgateway.plugin.source.Input;
import org.eventgateway.plugin.source.InputRefusedException;
import org.eventgateway.plugin.source.Source;

/** A good source of {@code user=<id>} lines, in small steps that a faulty one replaces. */
class FakeSource implements Source {
    final Secret token;

    FakeSource(Secret token) {
        this.token = token;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        if (!authorised(input)) {
            throw new InputRefusedException(Reason.configuration("no_token", "The token of the request is wrong."));
        }
        long start = startAt(input.checkpoint());
        BufferedReader lines = new BufferedReader(new InputStreamReader(input.body(), StandardCharsets.UTF_8));
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (number > start) {
                line(line, number, sink);
                if (number % 1_000 == 0) {
                    commit(sink, number);
                }
            }
        }
    }

    void line(String line, long number, EventSink sink) {
        if (line.startsWith("user=")) {
            sink.accept(event(line, number));
        } else {
            bad(number, sink);
        }
    }

    Event event(String line, long number) {
        return Event.builder(EventType.IDENTIFY, id(line, number), Instant.EPOCH)
                .userId(line.substring(5))
                .payload(payload(line).getBytes(StandardCharsets.UTF_8))
                .build();
    }

    String payload(String line) {
        return "{\"userId\":\"" + line.substring(5) + "\"}";
    }

    boolean authorised(Input input) {
        return input.header("x-token").filter(token::matches).isPresent();
    }

    long startAt(Optional<Checkpoint> checkpoint) {
        return checkpoint.map(reached -> Long.parseLong(reached.value())).orElse(0L);
    }

    String id(String line, long number) {
        return "fake-" + line;
    }

    void bad(long number, EventSink sink) {
        sink.refuse(number, Reason.event("no_user", "The line does not start with user=."));
    }

    void commit(EventSink sink, long number) {
        sink.commit(new Checkpoint(Long.toString(number)));
    }

    @Override
    public void close() {
        // nothing is open
    }
}
