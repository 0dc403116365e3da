package org.eventgateway.plugin.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eventgateway.plugin.destination.Preview;

/** Compares what was previewed with what arrived, secrets aside. Says where they differ, never with the contents. */
record PreviewComparison(Secrets secrets) {

    /** Where they differ; empty when they do not. */
    String difference(Preview preview, List<Received> received) {
        List<Preview.Request> requests = preview.requests();
        if (requests.size() != received.size()) {
            return requests.size() + " request(s) previewed, " + received.size() + " arrived";
        }
        for (int i = 0; i < requests.size(); i++) {
            String difference = difference(requests.get(i), received.get(i));
            if (!difference.isEmpty()) {
                return "the " + difference + " of request " + (i + 1) + " differs";
            }
        }
        return "";
    }

    private String difference(Preview.Request shown, Received sent) {
        if (!shown.method().equals(sent.method())) {
            return "method";
        }
        if (!same(shown.url(), sent.url())) {
            return "address";
        }
        if (!same(shown.body(), sent.body())) {
            return "body";
        }
        // A stand-in behind a library may not see the headers.
        return sent.headers().isEmpty() ? "" : header(shown.headers(), sent.headers());
    }

    private String header(Map<String, String> shown, Map<String, String> sent) {
        return shown.entrySet().stream()
                .filter(header -> !sameHeader(
                        header.getValue(), sent.getOrDefault(header.getKey().toLowerCase(Locale.ROOT), "")))
                .map(header -> "header " + header.getKey())
                .findFirst()
                .orElse("");
    }

    /** A header may be masked as a whole: some are made from a secret in a way the kit does not know, such as a signature. */
    private boolean sameHeader(String shown, String sent) {
        return (shown.equals("***") && !sent.isEmpty()) || same(shown, sent);
    }

    private boolean same(String shown, String sent) {
        return secrets.masked(sent).matcher(shown).matches();
    }
}
