package org.eventgateway.war.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** A short address for the only source there is, to be typed into SMC. */
@Path("smc")
@ApplicationScoped
public class ReceiverAlias {
    @Inject
    private ReceiverResource receiver;

    /** As {@link ReceiverResource#take}. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response take(@Context HttpServletRequest request, InputStream body) {
        return receiver.take(request, body);
    }
}
