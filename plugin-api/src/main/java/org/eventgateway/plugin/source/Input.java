package org.eventgateway.plugin.source;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One thing to read: an inbound request or a picked-up file.
 *
 * @param name the request's path or the file's name; for reports
 * @param headers the request's headers by lower-case name; empty for a file. The gateway adds {@code :from-this-machine} with the value
 *     {@code true} if the request comes from this machine, with no proxy in between and from no page of elsewhere; no sender can
 *     write such a name
 * @param body the bytes; the gateway opened it and closes it
 * @param checkpoint where an earlier attempt at the same file got to; empty at the first
 */
public record Input(String name, Map<String, List<String>> headers, InputStream body, Optional<Checkpoint> checkpoint) {
    public Input {
        headers = Map.copyOf(headers);
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String headerName) {
        return headers.getOrDefault(headerName.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** Names the input, not its headers: they may hold secrets. */
    @Override
    public String toString() {
        return "Input[" + name + "]";
    }
}
