package org.eventgateway.war.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Answers who comes to the partner door without events, such as a person with a browser; {@link DoorFilter} takes the events. */
@Path("partner")
@ApplicationScoped
public class PartnerResource {

    /** Says how events come in. */
    @GET
    public Response look() {
        throw new NotAllowedException(Response.status(405).allow("POST", "PUT").build());
    }

    /** As {@link #look}. */
    @GET
    @Path("{connection}")
    public Response lookAt() {
        return look();
    }
}
