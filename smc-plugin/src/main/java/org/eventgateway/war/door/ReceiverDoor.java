package org.eventgateway.war.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eventgateway.engine.log.LogUnavailableException;
import org.eventgateway.engine.source.Received;
import org.eventgateway.engine.source.SourceConnection;
import org.eventgateway.engine.source.StoppedException;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.source.InputRefusedException;
import org.eventgateway.war.http.BodyReader;
import org.eventgateway.war.http.Reply;
import org.eventgateway.war.http.RequestHead;
import org.eventgateway.war.http.UnacceptableBodyException;

/**
 * The door of sources: passes a request on to the source that its path names. Who may post, and what, is the source's affair. Called on
 * request threads and answers when all is on disk; thread-safe.
 */
public final class ReceiverDoor {
    private static final String FROM_THIS_MACHINE = ":from-this-machine";

    private final ReceivingSources sources;
    private final BodyReader bodies;

    /** @param bodies opens bodies within their limits */
    public ReceiverDoor(ReceivingSources sources, BodyReader bodies) {
        this.sources = sources;
        this.bodies = bodies;
    }

    /** Takes a request for the only source there is. */
    public Reply take(RequestHead head, InputStream stream) {
        List<String> names = sources.names();
        return names.size() == 1
                ? take(names.get(0), head, stream)
                : ReceiverAnswers.failure(
                        404,
                        Reason.configuration(
                                "source_not_named",
                                "There are " + names.size() + " sources; name one in the path: /receive/<source>."));
    }

    /** Takes a request for one source. */
    public Reply take(String name, RequestHead head, InputStream stream) {
        Optional<SourceConnection> source = sources.find(name);
        if (source.isPresent()) {
            return take(source.get(), head, stream);
        }
        return sources.names().contains(name)
                ? ReceiverAnswers.unavailable(Reason.configuration(
                        "source_closed", "The settings of this source are wrong; see /ops/sources."))
                : ReceiverAnswers.failure(
                        404,
                        Reason.configuration(
                                "source_unknown",
                                "There is no source of this name. Add it to sources, or correct the path."));
    }

    private Reply take(SourceConnection source, RequestHead head, InputStream stream) {
        try {
            Received received = source.receive("/receive/" + source.name(), headers(head), bodies.open(head, stream));
            return ReceiverAnswers.received(received);
        } catch (InputRefusedException e) {
            return ReceiverAnswers.refused(e.reason());
        } catch (LogUnavailableException e) {
            return ReceiverAnswers.unavailable(e);
        } catch (StoppedException e) {
            return ReceiverAnswers.unavailable(
                    Reason.internal("gateway_stops", "The gateway stops. Send the request again."));
        } catch (UnacceptableBodyException e) {
            return ReceiverAnswers.failure(e.status(), e.reason());
        } catch (UncheckedIOException e) {
            return unreadable(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            return unreadable(e);
        }
    }

    private Reply unreadable(IOException e) {
        UnacceptableBodyException why = bodies.unacceptable(e);
        return ReceiverAnswers.failure(why.status(), why.reason());
    }

    /** All headers, and one that no sender can write: its name begins with a colon. */
    private static Map<String, List<String>> headers(RequestHead head) {
        Map<String, List<String>> headers = new HashMap<>();
        head.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        headers.put(FROM_THIS_MACHINE, List.of(Boolean.toString(head.fromThisMachine())));
        return headers;
    }
}
