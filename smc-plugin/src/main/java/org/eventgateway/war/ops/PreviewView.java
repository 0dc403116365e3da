package org.eventgateway.war.ops;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Preview;
import org.jspecify.annotations.Nullable;

/**
 * What delivering an event would send.
 *
 * @param requests in order, secrets masked
 * @param rejected why nothing would be sent
 */
public record PreviewView(
        List<Preview.Request> requests, @Nullable Reason rejected) {

    static PreviewView of(Preview preview) {
        return new PreviewView(preview.requests(), preview.rejected().orElse(null));
    }

    /** For people: each request as it goes over the wire, or why there is none. */
    public String text() {
        if (rejected != null) {
            return "rejected  " + rejected.text() + " (" + rejected.code() + ")\n";
        }
        return requests.stream().map(PreviewView::text).collect(Collectors.joining("\n"));
    }

    private static String text(Preview.Request request) {
        String headers = request.headers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(header -> header.getKey() + ": " + header.getValue() + "\n")
                .collect(Collectors.joining());
        return request.method() + " " + request.url() + "\n" + headers + "\n" + request.body() + "\n";
    }
}
