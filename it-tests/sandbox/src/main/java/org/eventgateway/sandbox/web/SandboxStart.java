package org.eventgateway.sandbox.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.nio.file.Path;
import java.util.Optional;
import org.eventgateway.sandbox.Sandbox;
import org.eventgateway.sandbox.SandboxConfig;
import org.eventgateway.sandbox.seed.Seed;

/**
 * Makes the application's one sandbox when the server starts it. The seed is the built-in one unless the system property
 * or environment variable {@code SANDBOX_SEED} names a file.
 */
@WebListener
public class SandboxStart implements ServletContextListener {
    private static final String SEED = "SANDBOX_SEED";
    private static final String ATTRIBUTE = Sandbox.class.getName();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Optional<Path> file = Optional.ofNullable(System.getProperty(SEED))
                .or(() -> Optional.ofNullable(System.getenv(SEED)))
                .filter(name -> !name.isBlank())
                .map(Path::of);
        SandboxConfig config = SandboxConfig.defaults().withSeed(Seed.fromFile(file));
        event.getServletContext().setAttribute(ATTRIBUTE, Sandbox.create(config));
    }

    /** Returns the application's sandbox. */
    static Sandbox sandbox(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof Sandbox sandbox) {
            return sandbox;
        }
        throw new IllegalStateException("the sandbox was not started");
    }
}
