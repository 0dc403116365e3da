package org.eventgateway.smc.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;

/**
 * The operations of SMC that this plugin calls, below {@code /Portal/Api} (vendor Swagger 2020). Field names go as one value joined by
 * commas: repeated parameters would not be understood. The answers must be closed. Called through {@link SmcClient} only.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface SmcApi extends AutoCloseable {

    /** Whether the API is up. */
    @GET
    @Path("status")
    @Produces(MediaType.APPLICATION_JSON)
    Response status();

    /** What the organization has. */
    @GET
    @Path("organizations/{organization}")
    @Produces(MediaType.APPLICATION_JSON)
    Response organization(@PathParam("organization") String organization);

    /** The first lists of the organization. */
    @GET
    @Path("organizations/{organization}/lists")
    @Produces(MediaType.APPLICATION_JSON)
    Response lists(@PathParam("organization") String organization, @QueryParam("take") int take);

    /** One list. */
    @GET
    @Path("organizations/{organization}/lists/{list}")
    @Produces(MediaType.APPLICATION_JSON)
    Response list(@PathParam("organization") String organization, @PathParam("list") String list);

    /** The fields of a list. */
    @GET
    @Path("organizations/{organization}/lists/{list}/fields")
    @Produces(MediaType.APPLICATION_JSON)
    Response fields(@PathParam("organization") String organization, @PathParam("list") String list);

    /** Inserts or updates rows of a list by their key fields. */
    @POST
    @Path("organizations/{organization}/lists/{list}/data/load")
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_JSON)
    Response load(
            @PathParam("organization") String organization,
            @PathParam("list") String list,
            @QueryParam("keyFields") String keyFields,
            @QueryParam("fields") String fields,
            RequestBody rows);

    /** Deletes rows of a list by their key fields. */
    @POST
    @ClientHeaderParam(name = DeleteWithBody.MARKER, value = "true")
    @Path("organizations/{organization}/lists/{list}/data")
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_JSON)
    Response delete(
            @PathParam("organization") String organization,
            @PathParam("list") String list,
            @QueryParam("keyFields") String keyFields,
            @QueryParam("fields") String fields,
            RequestBody rows);

    /** Finds rows of a list. */
    @POST
    @Path("organizations/{organization}/lists/{list}/data/search")
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_JSON)
    Response search(@PathParam("organization") String organization, @PathParam("list") String list, RequestBody search);

    /** The first segments of a list. */
    @GET
    @Path("organizations/{organization}/lists/{list}/segments")
    @Produces(MediaType.APPLICATION_JSON)
    Response segments(
            @PathParam("organization") String organization,
            @PathParam("list") String list,
            @QueryParam("take") int take);

    /** One segment of a list. */
    @GET
    @Path("organizations/{organization}/lists/{list}/segments/{segment}")
    @Produces(MediaType.APPLICATION_JSON)
    Response segment(
            @PathParam("organization") String organization,
            @PathParam("list") String list,
            @PathParam("segment") String segment);

    /** Adds contacts to a static segment. */
    @POST
    @Path("organizations/{organization}/lists/{list}/segments/{segment}/data/load")
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_JSON)
    Response addMembers(
            @PathParam("organization") String organization,
            @PathParam("list") String list,
            @PathParam("segment") String segment,
            @QueryParam("keyFields") String keyFields,
            @QueryParam("fields") String fields,
            RequestBody rows);

    /** Takes contacts out of a static segment; the contacts stay. */
    @POST
    @ClientHeaderParam(name = DeleteWithBody.MARKER, value = "true")
    @Path("organizations/{organization}/lists/{list}/segments/{segment}/data")
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_JSON)
    Response removeMembers(
            @PathParam("organization") String organization,
            @PathParam("list") String list,
            @PathParam("segment") String segment,
            @QueryParam("keyFields") String keyFields,
            @QueryParam("fields") String fields,
            RequestBody rows);

    /** Finds members of a static segment. */
    @POST
    @Path("organizations/{organization}/lists/{list}/segments/{segment}/data/search")
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_JSON)
    Response searchMembers(
            @PathParam("organization") String organization,
            @PathParam("list") String list,
            @PathParam("segment") String segment,
            RequestBody search);

    /** Closes all connections, also those in use. */
    @Override
    void close();
}
