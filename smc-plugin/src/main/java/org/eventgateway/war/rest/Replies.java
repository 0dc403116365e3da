package org.eventgateway.war.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eventgateway.war.Shell;
import org.eventgateway.war.door.Answers;
import org.eventgateway.war.http.Reply;
import org.eventgateway.war.ops.Problem;

/** Sends replies. Called on request threads; a reply that has to wait for the disk is sent from a managed executor. */
@ApplicationScoped
public class Replies {
    @Inject
    private GatewayLifecycle lifecycle;

    /** Lets the running gateway work out a reply and sends it when it is there. */
    void send(AsyncResponse response, Function<Shell, CompletableFuture<Reply>> door) {
        CompletableFuture<Reply> reply =
                lifecycle.shell().map(door).orElseGet(() -> CompletableFuture.completedFuture(Answers.notRunning()));
        if (reply.isDone()) {
            response.resume(toResponse(reply.join()));
            return;
        }
        LateReplies.Waiting waiting = lifecycle.lateReplies().watch(() -> response.resume(toResponse(Answers.late())));
        // Nobody waits for the outcome: if the executor is gone, the request is answered as late.
        CompletableFuture<Void> unused = reply.thenAcceptAsync(
                done -> {
                    waiting.answered();
                    response.resume(toResponse(done));
                },
                lifecycle.executor());
    }

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
