package org.eventgateway.trackingapi.client;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What came of one call. */
public sealed interface Reply {

    /**
     * The other side answered.
     *
     * @param status the HTTP status
     * @param headers the first value of each, by lower-case name
     * @param body the whole body of a success; of anything else perhaps the beginning only
     */
    record Answered(int status, Map<String, String> headers, String body) implements Reply {
        public Answered {
            headers = Map.copyOf(headers);
        }

        /** The value of a header, whatever the case of its name. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** Hides headers and body. */
        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }

    /**
     * No connection came about: nothing was sent.
     *
     * @param why for people
     */
    record NotSent(String why) implements Reply {}

    /**
     * The request may have arrived, but no whole answer came.
     *
     * @param why for people
     */
    record Lost(String why) implements Reply {}
}
