package org.eventgateway.war.rest;

import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eventgateway.trackingapi.parser.CallHint;
import org.eventgateway.war.Shell;
import org.eventgateway.war.door.TrackingDoor;
import org.eventgateway.war.http.Reply;
import org.eventgateway.war.http.RequestHead;

/** Where a path leads that takes events. */
sealed interface Entrance {

    /** The methods with which events come in. */
    Set<String> methods();

    /** Whether pages of any origin may come in. */
    boolean openToPages();

    /** Hands a call to its door. */
    CompletableFuture<Reply> take(Shell shell, RequestHead head, InputStream body);

    /**
     * Finds the entrance at a path; empty if it leads elsewhere.
     *
     * @param path below the application, encoded
     */
    static Optional<Entrance> at(String path) {
        String[] parts = CanonicalPath.of(path).split("/", -1);
        if (parts.length == 2 && parts[0].equals(CanonicalPath.TRACKING)) {
            return plain(parts[1]).flatMap(TrackingDoor::hint).map(Tracking::new);
        }
        if (!parts[0].equals("partner") || parts.length > 2) {
            return Optional.empty();
        }
        return parts.length == 1
                ? Optional.of(new Partner(Optional.empty()))
                : plain(parts[1]).map(connection -> new Partner(Optional.of(connection)));
    }

    /** Decodes a part of a path, without the parameters that may stand behind a semicolon. */
    private static Optional<String> plain(String part) {
        int end = part.indexOf(';');
        String name = end < 0 ? part : part.substring(0, end);
        if (name.indexOf('%') < 0) {
            return Optional.of(name);
        }
        try {
            // In a path a plus sign is one.
            return Optional.of(URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Segment's Tracking API.
     *
     * @param hint what the path says of the body
     */
    record Tracking(CallHint hint) implements Entrance {
        private static final Set<String> METHODS = Set.of("POST");

        @Override
        public Set<String> methods() {
            return METHODS;
        }

        @Override
        public boolean openToPages() {
            return true;
        }

        @Override
        public CompletableFuture<Reply> take(Shell shell, RequestHead head, InputStream body) {
            return shell.trackingDoor().take(hint, head, body);
        }
    }

    /**
     * Segment's direct destinations, Webhooks (Actions), and other gateways' webhooks; the Actions can be set to PUT as well.
     *
     * @param connection the only connection to feed, if the path names one
     */
    record Partner(Optional<String> connection) implements Entrance {
        private static final Set<String> METHODS = Set.of("POST", "PUT");

        @Override
        public Set<String> methods() {
            return METHODS;
        }

        @Override
        public boolean openToPages() {
            return false;
        }

        @Override
        public CompletableFuture<Reply> take(Shell shell, RequestHead head, InputStream body) {
            return shell.partnerDoor().take(connection, head, body);
        }
    }
}
