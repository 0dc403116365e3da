package org.eventgateway.trackingapi.client;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The Tracking API's batch call (Segment HTTP API). The path is part of the base address: gateways differ in it. Made by
 * {@link RestBatchSender}; thread-safe.
 */
@Path("")
public interface TrackingApi extends AutoCloseable {

    /** Sends a batch. The caller closes the response; a status of 400 or more throws nothing. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.WILDCARD)
    Response batch(BatchBody body);
}
