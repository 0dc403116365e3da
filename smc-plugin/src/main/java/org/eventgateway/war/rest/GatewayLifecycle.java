package org.eventgateway.war.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eventgateway.engine.log.StoreException;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingsException;
import org.eventgateway.war.Shell;
import org.eventgateway.war.config.PluginFinder;

/** Holds the running gateway. Started and stopped by {@link StartListener}; read on request threads. */
@ApplicationScoped
public class GatewayLifecycle {
    private static final System.Logger LOG = System.getLogger(GatewayLifecycle.class.getName());

    private volatile State state = State.STOPPED;

    void start(ThreadFactory threads, Executor replies) {
        try {
            ClassLoader loader = GatewayLifecycle.class.getClassLoader();
            Shell shell = Shell.start(
                    ConfigProvider.getConfig(loader), PluginFinder.find(loader), Clock.systemUTC(), threads);
            state = new State(Optional.of(shell), List.of(), replies);
        } catch (SettingsException e) {
            // The application stays up, so that readiness and the log say what to correct; nothing is taken meanwhile.
            fail(e.faults().stream().map(SettingFault::toString).toList(), replies);
        } catch (StoreException e) {
            fail(List.of(e.reason().text()), replies);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.ERROR, "The gateway cannot start", e);
            fail(List.of("The gateway failed with " + e.getClass().getName() + "."), replies);
        }
    }

    private void fail(List<String> faults, Executor replies) {
        faults.forEach(fault -> LOG.log(System.Logger.Level.ERROR, "The gateway cannot start: {0}", fault));
        state = new State(Optional.empty(), faults, replies);
    }

    void stop() {
        State running = state;
        state = State.STOPPED;
        running.shell().ifPresent(Shell::close);
    }

    /** The running gateway; empty while it starts or stops, or if it could not start. */
    Optional<Shell> shell() {
        return state.shell();
    }

    /** Why it could not start. */
    List<String> faults() {
        return state.faults();
    }

    /** Where replies are sent from. */
    Executor replies() {
        return state.replies();
    }

    private record State(Optional<Shell> shell, List<String> faults, Executor replies) {
        static final State STOPPED = new State(Optional.empty(), List.of(), Runnable::run);
    }
}
