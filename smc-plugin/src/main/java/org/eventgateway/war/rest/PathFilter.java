package org.eventgateway.war.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/** Gives every path its one spelling before a resource is looked for. */
@Provider
@PreMatching
public class PathFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath(false);
        String canonical = CanonicalPath.of(path);
        if (path.equals(canonical) || path.equals("/" + canonical)) {
            return;
        }
        URI base = request.getUriInfo().getBaseUri();
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        request.setRequestUri(base, URI.create(base + canonical + (query == null ? "" : "?" + query)));
    }
}
