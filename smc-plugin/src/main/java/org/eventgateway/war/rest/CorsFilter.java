package org.eventgateway.war.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;

/**
 * Lets pages of any origin send to the Tracking API and read its answers: write keys are public there. The browser library sends
 * Authorization, so it asks beforehand. No cookies are involved, and the other doors are not open to pages.
 */
@Provider
public class CorsFilter implements ContainerResponseFilter {
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9-]{1,64}(\\s*,\\s*[A-Za-z0-9-]{1,64}){0,30}");
    private static final String USUAL = "authorization, content-type, content-encoding, x-write-key, x-retry-count";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getHeaderString("Origin") == null
                || !CanonicalPath.isTracking(request.getUriInfo().getPath(false))) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("Access-Control-Allow-Origin", "*");
        headers.putSingle("Access-Control-Expose-Headers", "Retry-After");
        if (request.getMethod().equals("OPTIONS")) {
            String asked = request.getHeaderString("Access-Control-Request-Headers");
            headers.putSingle("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
            headers.putSingle(
                    "Access-Control-Allow-Headers",
                    asked != null && NAMES.matcher(asked).matches() ? asked : USUAL);
            headers.putSingle("Access-Control-Max-Age", "86400");
        }
    }
}
