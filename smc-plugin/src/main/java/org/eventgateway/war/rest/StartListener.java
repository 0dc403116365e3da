package org.eventgateway.war.rest;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Starts the gateway with the application and stops it with it. A servlet listener, because there the server's threads can be had on
 * every server, which is not so while CDI itself still starts.
 */
@WebListener
@ManagedThreadFactoryDefinition(name = StartListener.THREADS)
public class StartListener implements ServletContextListener {
    static final String THREADS = "java:app/concurrent/eventGatewayThreads";

    @Inject
    private GatewayLifecycle lifecycle;

    @Resource(lookup = THREADS)
    @SuppressWarnings("NullAway.Init") // the server sets it
    private ManagedThreadFactory threads;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it
    private ManagedExecutorService executor;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        lifecycle.start(threads, executor);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        lifecycle.stop();
    }
}
