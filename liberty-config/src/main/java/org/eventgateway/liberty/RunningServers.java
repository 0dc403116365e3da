package org.eventgateway.liberty;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * Says where things are, and stops both servers on Ctrl-C. In a script, where nobody can press it, it returns at once and leaves
 * them running. Called by Maven, inside its process.
 */
public final class RunningServers {
    /** The gateway first: it then delivers nothing more while the sandbox goes. */
    private static final List<String> NAMES = List.of("gateway", "sandbox");

    private final Path liberty;
    private final PrintStream out;

    private RunningServers(Path liberty, PrintStream out) {
        this.liberty = liberty;
        this.out = out;
    }

    /**
     * Takes Liberty's home, the gateway's port and the sandbox's port.
     *
     * @throws InterruptedException if Maven is stopped in another way
     */
    public static void main(String... arguments) throws InterruptedException {
        RunningServers servers = new RunningServers(Path.of(arguments[0]), System.out);
        boolean stays = isTerminal();
        servers.tell(arguments[1], arguments[2], stays);
        if (stays) {
            Runtime.getRuntime().addShutdownHook(new Thread(servers::stop, "stop-servers"));
            new CountDownLatch(1).await();
        }
    }

    private void tell(String gatewayPort, String sandboxPort, boolean stays) {
        Path logs = liberty.resolve("usr/servers");
        out.println();
        out.println("The gateway runs.       http://localhost:" + gatewayPort + "/v1/track, /v1/batch");
        out.println("What an operator sees:  http://localhost:" + gatewayPort + "/ops/connections");
        out.println("The sandbox of SMC:     http://localhost:" + sandboxPort + "/Portal/Api");
        out.println("Settings:               liberty-config/src/main/liberty/gateway/server.xml");
        out.println("Logs:                   " + logs.resolve("gateway/logs/messages.log"));
        out.println("                        " + logs.resolve("sandbox/logs/messages.log"));
        out.println(
                stays
                        ? "Ctrl-C stops both."
                        : "Both go on running. To stop them: mvn -Pstop -pl liberty-config validate");
        out.println();
    }

    private void stop() {
        out.println("Stopping both servers.");
        for (String name : NAMES) {
            try {
                new ProcessBuilder(script().toString(), "stop", name)
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start()
                        .waitFor();
            } catch (IOException e) {
                out.println("The server " + name + " could not be stopped: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Path script() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return liberty.resolve("bin").resolve(windows ? "server.bat" : "server");
    }

    /** From Java 22 on there is a console without a terminal too, and a method to tell, which the baseline has not. */
    @SuppressWarnings("SystemConsoleNull") // asked as well, below
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
