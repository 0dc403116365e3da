package org.eventgateway.war.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import org.eventgateway.trackingapi.parser.CallHint;
import org.eventgateway.war.door.BrowserSettings;
import org.eventgateway.war.door.TrackingDoor;

/** Segment's Tracking API. The browser library sends JSON as text/plain and some senders give no type: any will do. */
@Path(CanonicalPath.TRACKING)
@ApplicationScoped
public class TrackingResource {
    @Inject
    private Replies replies;

    /** Takes one event or a batch. */
    @POST
    @Path("{call}")
    @Consumes(MediaType.WILDCARD)
    public void take(
            @PathParam("call") String call,
            @Context HttpServletRequest request,
            InputStream body,
            @Suspended AsyncResponse response) {
        CallHint hint = TrackingDoor.hint(call).orElseThrow(NotFoundException::new);
        replies.send(response, shell -> shell.trackingDoor().take(hint, Heads.of(request), body));
    }

    /** Answers a browser that asks whether it may send; the headers come from {@link CorsFilter}. */
    @OPTIONS
    @Path("{any: .*}")
    public Response preflight() {
        return Response.noContent().build();
    }

    /** Tells a browser library where to send to, as Segment's own network does for a write key. */
    @GET
    @Path("projects/{key}/settings")
    public void settings(
            @PathParam("key") String key,
            @Context HttpServletRequest request,
            @Context UriInfo uri,
            @Suspended AsyncResponse response) {
        String api = uri.getBaseUri().getRawAuthority() + uri.getBaseUri().getRawPath() + CanonicalPath.TRACKING;
        String protocol = uri.getBaseUri().getScheme();
        replies.send(
                response,
                shell -> CompletableFuture.completedFuture(shell.trackingDoor()
                        .refuse(key, Heads.of(request))
                        .orElseGet(() -> BrowserSettings.of(key, api, protocol))));
    }
}
