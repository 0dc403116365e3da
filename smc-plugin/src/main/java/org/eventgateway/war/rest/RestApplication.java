package org.eventgateway.war.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/**
 * Puts the doors at the root of the application, wherever the server puts the application. The classes are named one by one: found by
 * scanning, the typed clients in the plugins' jars would be taken for resources too.
 */
@ApplicationPath("/")
public class RestApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                TrackingResource.class,
                PartnerResource.class,
                ReceiverResource.class,
                ReceiverAlias.class,
                OperatorResource.class,
                PathFilter.class,
                CorsFilter.class,
                OperatorFilter.class,
                ErrorMapper.class);
    }

    /** Payara's Jersey would list all paths, the operator's too, to whoever asks for {@code /application.wadl}. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
