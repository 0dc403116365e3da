package org.eventgateway.war.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that events can be taken. A remote system that is down does not matter: events are kept meanwhile. */
@Readiness
@ApplicationScoped
public class GatewayReadiness implements HealthCheck {
    @Inject
    private GatewayLifecycle lifecycle;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("event-gateway")
                .status(lifecycle.shell().isPresent());
        int number = 0;
        for (String fault : lifecycle.faults()) {
            response.withData("fault-" + ++number, fault);
        }
        return response.build();
    }
}
