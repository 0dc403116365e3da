package org.eventgateway.war.door;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.source.EventSink;
import org.eventgateway.plugin.source.Input;
import org.eventgateway.plugin.source.InputRefusedException;
import org.eventgateway.plugin.source.Source;

/** A source whose records are lines: {@code bad} is refused, the name of a category refuses the request, any other is an event. */
final class LineSource implements Source {
    Map<String, List<String>> headers = Map.of();

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        headers = input.headers();
        BufferedReader lines = new BufferedReader(new InputStreamReader(input.body(), StandardCharsets.UTF_8));
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            for (Category category : Category.values()) {
                if (line.equals(category.name())) {
                    throw new InputRefusedException(new Reason("refused", category, "The request is refused."));
                }
            }
            if (line.equals("bad")) {
                sink.refuse(number, Reason.event("bad_line", "Line " + number + " is bad."));
            } else {
                sink.accept(Event.builder(EventType.TRACK, line, Requests.CLOCK.instant())
                        .userId("u")
                        .payload("{}".getBytes(StandardCharsets.UTF_8))
                        .build());
            }
        }
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
