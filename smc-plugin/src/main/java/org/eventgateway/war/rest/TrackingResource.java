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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eventgateway.war.door.Answers;
import org.eventgateway.war.door.BrowserSettings;
import org.eventgateway.war.http.Reply;

/** What of Segment's Tracking API takes no events; {@link DoorFilter} does. */
@Path(CanonicalPath.TRACKING)
@ApplicationScoped
public class TrackingResource {
    @Inject
    private GatewayLifecycle lifecycle;

    /** Answers a call that the Tracking API does not have: those it has do not come here. */
    @POST
    @Path("{any: .*}")
    @Consumes(MediaType.WILDCARD)
    public Response unknown() {
        throw new NotFoundException();
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
    public Response settings(@PathParam("key") String key, @Context HttpServletRequest request, @Context UriInfo uri) {
        String api = uri.getBaseUri().getRawAuthority() + uri.getBaseUri().getRawPath() + CanonicalPath.TRACKING;
        String protocol = uri.getBaseUri().getScheme();
        Reply reply = lifecycle
                .shell()
                .map(shell -> shell.trackingDoor()
                        .refuse(key, Heads.of(request))
                        .orElseGet(() -> BrowserSettings.of(key, api, protocol)))
                .orElseGet(Answers::notRunning);
        return Replies.toResponse(reply);
    }
}
