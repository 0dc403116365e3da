package org.eventgateway.war.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eventgateway.war.http.Reply;
import org.eventgateway.war.ops.Problem;

/** What remote systems post to sources. The body is read as a stream, so the request's own thread waits for the disk. */
@Path("receive")
@ApplicationScoped
public class ReceiverResource {
    @Inject
    private GatewayLifecycle lifecycle;

    /** Takes records for the only source. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response take(@Context HttpServletRequest request, InputStream body) {
        return response(lifecycle
                .shell()
                .orElseThrow(ServiceUnavailableException::new)
                .receiverDoor()
                .take(Heads.of(request), body));
    }

    /** Takes records for one source. */
    @POST
    @Path("{source}")
    @Consumes(MediaType.WILDCARD)
    public Response takeFor(@PathParam("source") String source, @Context HttpServletRequest request, InputStream body) {
        return response(lifecycle
                .shell()
                .orElseThrow(ServiceUnavailableException::new)
                .receiverDoor()
                .take(source, Heads.of(request), body));
    }

    private static Response response(Reply reply) {
        return Replies.toResponse(reply, reply.status() < 400 ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE);
    }
}
