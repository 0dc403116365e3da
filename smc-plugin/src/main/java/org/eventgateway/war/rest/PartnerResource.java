package org.eventgateway.war.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;

/** Segment's direct destinations, Webhooks (Actions), and other gateways' webhooks; the Actions can be set to PUT as well. */
@Path("partner")
@ApplicationScoped
public class PartnerResource {
    @Inject
    private Replies replies;

    /** Takes one event or a bare array for all connections that the caller feeds. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public void take(@Context HttpServletRequest request, InputStream body, @Suspended AsyncResponse response) {
        take(Optional.empty(), request, body, response);
    }

    /** As {@link #take}. */
    @PUT
    @Consumes(MediaType.WILDCARD)
    public void put(@Context HttpServletRequest request, InputStream body, @Suspended AsyncResponse response) {
        take(Optional.empty(), request, body, response);
    }

    /** Takes one event or a bare array for one connection. */
    @POST
    @Path("{connection}")
    @Consumes(MediaType.WILDCARD)
    public void takeFor(
            @PathParam("connection") String connection,
            @Context HttpServletRequest request,
            InputStream body,
            @Suspended AsyncResponse response) {
        take(Optional.of(connection), request, body, response);
    }

    /** As {@link #takeFor}. */
    @PUT
    @Path("{connection}")
    @Consumes(MediaType.WILDCARD)
    public void putFor(
            @PathParam("connection") String connection,
            @Context HttpServletRequest request,
            InputStream body,
            @Suspended AsyncResponse response) {
        take(Optional.of(connection), request, body, response);
    }

    private void take(
            Optional<String> connection, HttpServletRequest request, InputStream body, AsyncResponse response) {
        replies.send(response, shell -> shell.partnerDoor().take(connection, Heads.of(request), body));
    }
}
