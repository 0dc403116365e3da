package org.eventgateway.war.rest;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eventgateway.war.http.Reply;
import org.eventgateway.war.ops.Problem;

/** Turns replies into those of JAX-RS. */
final class Replies {
    private Replies() {}

    static Response toResponse(Reply reply) {
        return toResponse(reply, MediaType.APPLICATION_JSON);
    }

    /** A problem as the caller wants it: as text if that is what it names first, else as problem+json. */
    static Response toResponse(Problem problem, List<MediaType> accepted) {
        boolean asText =
                !accepted.isEmpty() && "text".equalsIgnoreCase(accepted.get(0).getType());
        return asText
                ? toResponse(Reply.of(problem.status(), problem.text()), "text/plain;charset=UTF-8")
                : toResponse(problem.toReply(), Problem.MEDIA_TYPE);
    }

    static Response toResponse(Reply reply, String mediaType) {
        Response.ResponseBuilder response = Response.status(reply.status())
                .type(mediaType)
                .entity(reply.body().getBytes(StandardCharsets.UTF_8));
        reply.headers().forEach(response::header);
        return response.build();
    }
}
