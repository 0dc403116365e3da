package org.eventgateway.war.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Opens to pages what JAX-RS answers of the Tracking API; see {@link Cors}. */
@Provider
public class CorsFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String origin = request.getHeaderString("Origin");
        if (origin == null || !CanonicalPath.isTracking(request.getUriInfo().getPath(false))) {
            return;
        }
        Cors.answer(origin).forEach(response.getHeaders()::putSingle);
        if (request.getMethod().equals("OPTIONS")) {
            Cors.preflight(request.getHeaderString("Access-Control-Request-Headers"))
                    .forEach(response.getHeaders()::putSingle);
        }
    }
}
