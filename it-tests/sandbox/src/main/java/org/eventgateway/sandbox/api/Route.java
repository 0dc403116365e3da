package org.eventgateway.sandbox.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.sandbox.http.PathSegments;
import org.eventgateway.sandbox.http.RefusedRequest;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.http.SandboxRequest;

/**
 * The operation that a request addresses.
 *
 * @param names the named path segments, decoded
 */
public record Route(Operation operation, Map<String, String> names) {
    private static final String PREFIX = "/Portal/Api/";

    public Route {
        names = Map.copyOf(names);
    }

    /** Finds the route; refuses an unknown path with 404 and a known one under another method with 405. */
    public static Route of(SandboxRequest request) {
        if (!request.rawPath().startsWith(PREFIX)) {
            throw Replies.notFound("the API lives below /Portal/Api");
        }
        List<String> segments = PathSegments.of(request.rawPath().substring(PREFIX.length()));
        List<Operation> here = Arrays.stream(Operation.values())
                .filter(operation -> operation.match(segments).isPresent())
                .toList();
        if (here.isEmpty()) {
            throw Replies.notFound("there is no such endpoint");
        }
        return here.stream()
                .filter(operation -> operation.method().equals(request.method()))
                .findFirst()
                .map(operation -> new Route(operation, operation.match(segments).orElse(Map.of())))
                .orElseThrow(() -> notAllowed(here));
    }

    /** Returns a segment that the operation's template names. */
    public String name(String placeholder) {
        return Optional.ofNullable(names.get(placeholder))
                .orElseThrow(() -> new IllegalStateException(operation + " names no segment " + placeholder));
    }

    private static RefusedRequest notAllowed(List<Operation> here) {
        String allowed = String.join(
                ", ", here.stream().map(Operation::method).distinct().toList());
        SandboxReply reply = SandboxReply.json(
                405, Replies.failure("Failed", "ERR", "the method is not allowed here; allowed: " + allowed));
        return new RefusedRequest(reply.withHeader("Allow", allowed));
    }
}
