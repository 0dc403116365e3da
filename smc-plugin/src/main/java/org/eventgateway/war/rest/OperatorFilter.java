package org.eventgateway.war.rest;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import org.eventgateway.war.Shell;
import org.eventgateway.war.http.RequestHead;
import org.eventgateway.war.ops.Problem;

/** Lets only operators in, and nobody while the gateway does not run. */
@Provider
@OperatorsOnly
@Priority(Priorities.AUTHENTICATION)
public class OperatorFilter implements ContainerRequestFilter {
    @Inject
    private GatewayLifecycle lifecycle;

    @Context
    @SuppressWarnings("NullAway.Init") // the server sets it, a proxy for the current request
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        RequestHead head = Heads.of(servletRequest);
        Optional<Problem> problem = lifecycle
                .shell()
                .map((Shell shell) -> shell.operatorAccess().refusal(head))
                .orElseGet(() -> Optional.of(new Problem(
                        503,
                        "gateway_not_running",
                        "Service unavailable",
                        "The gateway is not running; its log and its readiness check say why.")));
        problem.map(found -> response(found, request.getAcceptableMediaTypes())).ifPresent(request::abortWith);
    }

    private static Response response(Problem problem, List<MediaType> accepted) {
        Response response = Replies.toResponse(problem, accepted);
        return problem.status() == 401
                ? Response.fromResponse(response)
                        .header("WWW-Authenticate", "Bearer")
                        .build()
                : response;
    }
}
