package org.eventgateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import jakarta.inject.Inject;
import java.io.File;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Looks at the WAR from inside the server. Only JUnit's assertions: Arquillian brings JUnit along, and nothing else is added. */
@Tag(ServerUnderTest.NAMED)
@ExtendWith(ArquillianExtension.class)
class InContainerIT {
    @Inject
    @Readiness
    private HealthCheck readiness;

    @Inject
    private Config config;

    @Deployment
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("it.smc.war")));
    }

    @Test
    void theTestRunsInTheServer() {
        assertNotNull(System.getProperty("wlp.server.name"));
    }

    @Test
    void theGatewayIsReady() {
        HealthCheckResponse answer = readiness.call();

        assertEquals(HealthCheckResponse.Status.UP, answer.getStatus(), answer.getData()::toString);
    }

    @Test
    void variablesOfServerXmlReachMicroProfileConfig() {
        assertEquals("ACME", config.getValue("destination.smc.organization", String.class));
    }
}
