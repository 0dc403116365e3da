package org.eventgateway.war.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.Reason;
import org.eventgateway.war.door.Answers;
import org.eventgateway.war.ops.Problem;
import org.eventgateway.war.ops.ProblemException;

/**
 * Turns whatever was thrown into JSON: in Segment's shape at the doors, as a problem elsewhere. Without it, a server would show its
 * own page, with a stack trace in the worst case.
 */
@Provider
public class ErrorMapper implements ExceptionMapper<Throwable> {
    private static final System.Logger LOG = System.getLogger(ErrorMapper.class.getName());

    @Context
    @SuppressWarnings("NullAway.Init") // the server sets it, a proxy for the current request
    private UriInfo uri;

    @Context
    @SuppressWarnings("NullAway.Init") // as above
    private HttpHeaders headers;

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof ProblemException known) {
            return Replies.toResponse(known.problem(), headers.getAcceptableMediaTypes());
        }
        if (thrown instanceof WebApplicationException web) {
            return answer(web.getResponse().getStatus(), web.getResponse().getHeaderString(HttpHeaders.ALLOW));
        }
        LOG.log(System.Logger.Level.ERROR, "A request failed", thrown);
        return answer(500, null);
    }

    private Response answer(int status, @org.jspecify.annotations.Nullable String allow) {
        Problem problem = problem(status);
        String path = CanonicalPath.of(uri.getPath(false));
        boolean door = CanonicalPath.isTracking(path) || path.equals("partner") || path.startsWith("partner/");
        Response response = door
                ? Replies.toResponse(
                        Answers.failure(problem.status(), new Reason(problem.code(), Category.EVENT, problem.detail())),
                        MediaType.APPLICATION_JSON)
                : Replies.toResponse(problem, headers.getAcceptableMediaTypes());
        return allow == null
                ? response
                : Response.fromResponse(response)
                        .header(HttpHeaders.ALLOW, allow)
                        .build();
    }

    private static Problem problem(int status) {
        return switch (status) {
            case 404 -> new Problem(404, "not_found", "Not found", "There is nothing at this path.");
            case 405 ->
                new Problem(405, "method_not_allowed", "Method not allowed", "This path does not take this method.");
            case 406 -> new Problem(406, "not_acceptable", "Not acceptable", "Answers are JSON only.");
            case 415 -> new Problem(415, "unsupported_media_type", "Unsupported media type", "Send JSON.");
            case 503 ->
                new Problem(503, "gateway_not_running", "Service unavailable", "The gateway is not running just now.");
            default ->
                status >= 400 && status < 500
                        ? new Problem(status, "bad_request", "Bad request", "The request cannot be served as it is.")
                        : new Problem(500, "internal_error", "Internal error", "The gateway failed; its log says how.");
        };
    }
}
