package org.eventgateway.war.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import org.eventgateway.war.Shell;
import org.eventgateway.war.http.RequestHead;
import org.eventgateway.war.ops.CheckView;
import org.eventgateway.war.ops.ConnectionView;
import org.eventgateway.war.ops.DeadLetterView;
import org.eventgateway.war.ops.Listings.Connections;
import org.eventgateway.war.ops.Listings.DeadLettersFound;
import org.eventgateway.war.ops.Listings.Deeds;
import org.eventgateway.war.ops.Listings.Done;
import org.eventgateway.war.ops.Listings.Plugins;
import org.eventgateway.war.ops.Listings.Receipts;
import org.eventgateway.war.ops.Listings.Sources;
import org.eventgateway.war.ops.Operators;
import org.eventgateway.war.ops.PreviewView;
import org.eventgateway.war.ops.ReplayView;
import org.eventgateway.war.ops.StoreView;

/** The operator API. */
@Path("ops")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@OperatorsOnly
@ApplicationScoped
public class OperatorResource {
    private static final String LESS_THAN_JSON = "text/plain;charset=UTF-8;qs=0.5";

    @Inject
    private GatewayLifecycle lifecycle;

    @GET
    @Path("connections")
    public Connections connections() {
        return operators().connections();
    }

    /** For Prometheus, which can send the operator's key as a Bearer token. */
    @GET
    @Path("metrics")
    @Produces("text/plain;version=0.0.4;charset=utf-8")
    public String metrics() {
        return operators().metrics();
    }

    @GET
    @Path("connections/{name}")
    public ConnectionView connection(@PathParam("name") String name) {
        return operators().connection(name);
    }

    @GET
    @Path("connections/{name}/check")
    public CheckView check(@PathParam("name") String name) {
        return operators().check(name);
    }

    /** A check may be asked for either way: it changes nothing, but takes long enough that some would rather post it. */
    @POST
    @Path("connections/{name}/check")
    public CheckView checkNow(@PathParam("name") String name) {
        return operators().check(name);
    }

    /** The same for people; JSON is for whoever does not ask for text. */
    @GET
    @Path("connections/{name}/check")
    @Produces(LESS_THAN_JSON)
    public String checkAsText(@PathParam("name") String name) {
        return operators().check(name).text();
    }

    @POST
    @Path("connections/{name}/preview")
    public PreviewView preview(@PathParam("name") String name, @Context HttpServletRequest request, InputStream body) {
        return operators().preview(name, Heads.of(request), body);
    }

    @POST
    @Path("connections/{name}/preview")
    @Produces(LESS_THAN_JSON)
    public String previewAsText(@PathParam("name") String name, @Context HttpServletRequest request, InputStream body) {
        return operators().preview(name, Heads.of(request), body).text();
    }

    @GET
    @Path("connections/{name}/dead-letters")
    public DeadLettersFound deadLetters(@PathParam("name") String name, @Context HttpServletRequest request) {
        return operators().deadLetters(name, parameters(request));
    }

    /** Those of one person, who is named in the body, as for {@link #deletionsOf}. */
    @POST
    @Path("connections/{name}/dead-letters/find")
    public DeadLettersFound deadLettersOf(
            @PathParam("name") String name, @Context HttpServletRequest request, InputStream body) {
        return operators().deadLettersOf(name, parameters(request), Heads.of(request), body);
    }

    private static Function<String, Optional<String>> parameters(HttpServletRequest request) {
        return parameter -> Optional.ofNullable(request.getParameter(parameter)).filter(value -> !value.isBlank());
    }

    @GET
    @Path("connections/{name}/dead-letters/{id: \\d{1,18}}")
    public DeadLetterView deadLetter(@PathParam("name") String name, @PathParam("id") long id) {
        return operators().deadLetter(name, id);
    }

    @POST
    @Path("connections/{name}/dead-letters/{id: \\d{1,18}}/preview")
    public PreviewView previewDeadLetter(@PathParam("name") String name, @PathParam("id") long id) {
        return operators().previewDeadLetter(name, id);
    }

    @GET
    @Path("connections/{name}/deeds")
    public Deeds deeds(@PathParam("name") String name) {
        return operators().deeds(name);
    }

    @GET
    @Path("connections/{name}/deletions")
    public Receipts deletions(@PathParam("name") String name) {
        return operators().deletions(name);
    }

    /** Those of one person, who is named in the body: a URL would end in the logs of whatever stands between. */
    @POST
    @Path("connections/{name}/deletions/find")
    public Receipts deletionsOf(@PathParam("name") String name, @Context HttpServletRequest request, InputStream body) {
        return operators().deletionsOf(name, Heads.of(request), body);
    }

    @POST
    @Path("connections/{name}/dead-letters/replay")
    public ReplayView replay(@PathParam("name") String name, @Context HttpServletRequest request, InputStream body) {
        RequestHead head = Heads.of(request);
        return operators().replay(name, head, body, who(head));
    }

    @POST
    @Path("connections/{name}/dead-letters/discard")
    public Done discard(@PathParam("name") String name, @Context HttpServletRequest request, InputStream body) {
        RequestHead head = Heads.of(request);
        return operators().discard(name, head, body, who(head));
    }

    @GET
    @Path("sources")
    public Sources sources() {
        return operators().sources();
    }

    @GET
    @Path("store")
    public StoreView store() {
        return operators().store();
    }

    @GET
    @Path("plugins")
    public Plugins plugins() {
        return operators().plugins();
    }

    private Operators operators() {
        return shell().operators();
    }

    private String who(RequestHead head) {
        return shell().operatorAccess().name(head);
    }

    private Shell shell() {
        return lifecycle.shell().orElseThrow(ServiceUnavailableException::new);
    }
}
