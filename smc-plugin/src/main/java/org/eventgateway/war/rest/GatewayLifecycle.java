package org.eventgateway.war.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eventgateway.engine.log.StoreException;
import org.eventgateway.engine.plugins.FoundPlugins;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingsException;
import org.eventgateway.war.Shell;
import org.eventgateway.war.config.PluginFinder;

/** Holds the running gateway. Started and stopped by {@link StartListener}; read on request threads. */
@ApplicationScoped
public class GatewayLifecycle {
    private static final System.Logger LOG = System.getLogger(GatewayLifecycle.class.getName());
    /** Segment's clients give up after 5 to 60 s; an append takes milliseconds unless the disk is in trouble. */
    private static final int LONGEST_SECONDS = 30;

    private static final Duration AGAIN = Duration.ofSeconds(15);

    private final LateReplies lateReplies = new LateReplies(LONGEST_SECONDS, System::nanoTime);
    private volatile Optional<Shell> shell = Optional.empty();
    private volatile Optional<Supplier<Shell>> opening = Optional.empty();
    private volatile Optional<Thread> trying = Optional.empty();
    private boolean stopped;
    private final PluginFinder pluginFinder = new PluginFinder();
    private volatile List<String> faults = List.of();
    private volatile Optional<ReplyThreads> replyThreads = Optional.empty();

    /**
     * Starts the gateway.
     *
     * @param threads makes its threads
     * @param overflow sends replies that are too many for its own threads
     */
    void start(ThreadFactory threads, Executor overflow) {
        ReplyThreads senders = new ReplyThreads(threads, overflow);
        replyThreads = Optional.of(senders);
        lateReplies.start(threads, senders::look);
        ClassLoader loader = GatewayLifecycle.class.getClassLoader();
        Config config = ConfigProvider.getConfig(loader);
        boolean mayPass = tries(() -> {
            FoundPlugins plugins = pluginFinder.find(config, loader);
            opening = Optional.of(() -> Shell.start(config, plugins, Clock.systemUTC(), threads));
            return opening.get().get();
        });
        if (mayPass) {
            Thread again = threads.newThread(this::tryAgain);
            trying = Optional.of(again);
            again.start();
        }
    }

    /** A disk may have been full for a moment, or a process before may still have been about to stop. */
    private void tryAgain() {
        LOG.log(
                System.Logger.Level.WARNING,
                "The start of the gateway is tried again every " + AGAIN.toSeconds() + " seconds.");
        boolean mayPass = true;
        while (mayPass) {
            try {
                TimeUnit.MILLISECONDS.sleep(AGAIN.toMillis());
            } catch (InterruptedException e) {
                return;
            }
            synchronized (this) {
                mayPass = !stopped && tries(opening.orElseThrow());
            }
        }
    }

    /** Tries to start it; answers whether what is in the way may pass. */
    private boolean tries(Supplier<Shell> start) {
        try {
            shell = Optional.of(start.get());
            faults = List.of();
            return false;
        } catch (SettingsException e) {
            // The application stays up, so that readiness and the log say what to correct; nothing is taken meanwhile.
            fail(e.faults().stream().map(SettingFault::toString).toList());
            return false;
        } catch (StoreException e) {
            fail(List.of(e.reason().text()));
            return true;
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.ERROR, "The gateway cannot start", e);
            fail(List.of("The gateway failed with " + e.getClass().getName() + "."));
            return false;
        }
    }

    private void fail(List<String> wrong) {
        if (wrong.equals(faults)) {
            return;
        }
        wrong.forEach(fault -> LOG.log(System.Logger.Level.ERROR, "The gateway cannot start: {0}", fault));
        faults = List.copyOf(wrong);
    }

    /** Takes no more, then stops the gateway. */
    void stop() {
        trying.ifPresent(Thread::interrupt);
        Optional<Shell> running;
        synchronized (this) {
            stopped = true;
            running = shell;
            shell = Optional.empty();
        }
        running.ifPresent(Shell::close);
        pluginFinder.close();
        replyThreads.ifPresent(ReplyThreads::close);
        lateReplies.close();
    }

    /** The running gateway; empty while it starts or stops, or if it could not start. */
    Optional<Shell> shell() {
        return shell;
    }

    /** Why it could not start. */
    List<String> faults() {
        return faults;
    }

    /** Where replies are sent from that had to wait. */
    Executor replyThreads() {
        return replyThreads.<Executor>map(threads -> threads).orElse(Runnable::run);
    }

    /** Who answers when no reply comes. */
    LateReplies lateReplies() {
        return lateReplies;
    }
}
