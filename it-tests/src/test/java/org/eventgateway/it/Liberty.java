package org.eventgateway.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An Open Liberty server of the tests. Settings reach the application as variables of server.xml. */
final class Liberty extends ServerProcess {
    private static final Path WLP = Path.of(System.getProperty("it.wlp.home"));

    private final LibertyBuilder builder;

    private Liberty(LibertyBuilder builder) {
        super(builder);
        this.builder = builder;
    }

    /** Describes the gateway's server. */
    static Builder<Liberty> gateway(String name) {
        return new LibertyBuilder(name, Path.of(System.getProperty("it.smc.war"))).readyPath("/health/ready");
    }

    /** Describes the gateway's server, with the features of the platform's next versions. */
    static Builder<Liberty> gatewayOnNewerPlatform(String name) {
        LibertyBuilder builder = new LibertyBuilder(name, Path.of(System.getProperty("it.smc.war")));
        builder.features = System.getProperty("it.features.newer");
        return builder.readyPath("/health/ready");
    }

    /** Describes the gateway's server; the jars of the folder {@code plugins} beside it are a library of the WAR. */
    static Builder<Liberty> gatewayWithLibrary(String name) {
        LibertyBuilder builder = new LibertyBuilder(name, Path.of(System.getProperty("it.smc.war")));
        builder.application = """
                  <library id="plugins"><fileset dir="${server.config.dir}/plugins" includes="*.jar"/></library>
                  <webApplication location="%s" contextRoot="%s">
                    <classloader privateLibraryRef="plugins"/>
                  </webApplication>
                """;
        return builder.readyPath("/health/ready");
    }

    /** Where the jars of {@link #gatewayWithLibrary} are put. */
    Path libraryFolder() {
        return folder().resolve("servers").resolve(name()).resolve("plugins");
    }

    /** Describes the sandbox's server. */
    static Builder<Liberty> sandbox(String name) {
        return new LibertyBuilder(name, Path.of(System.getProperty("it.sandbox.war")));
    }

    @Override
    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(java());
        // What Liberty's own start script adds on a modular JDK.
        command.add("@" + WLP.resolve("lib/platform/java/java9.options"));
        command.add("-javaagent:" + WLP.resolve("bin/tools/ws-javaagent.jar"));
        command.addAll(builder.jvmOptions);
        command.add("-Djava.awt.headless=true");
        command.add("-jar");
        command.add(WLP.resolve("bin/tools/ws-server.jar").toString());
        command.add(name());
        return command;
    }

    @Override
    Map<String, String> environment() {
        return Map.of(
                "WLP_USER_DIR",
                folder().toString(),
                "LOG_DIR",
                folder().resolve("logs").toString());
    }

    @Override
    Set<String> settingsFiles() {
        return Set.of("server.xml");
    }

    @Override
    Set<String> logFiles() {
        return Set.of("console.log", "messages.log");
    }

    @Override
    void layOut() throws IOException {
        Path server = Files.createDirectories(folder().resolve("servers").resolve(name()));
        StringBuilder xml = new StringBuilder("<server>\n");
        xml.append("  <include location=\"").append(builder.features).append("\"/>\n");
        xml.append("  <httpEndpoint id=\"defaultHttpEndpoint\" host=\"127.0.0.1\" httpPort=\"")
                .append(port())
                .append("\" httpsPort=\"-1\"/>\n");
        // A sender that stops must not hold a test up for the server's usual minute.
        xml.append("  <httpOptions id=\"defaultHttpOptions\" readTimeout=\"6s\"/>\n");
        xml.append(builder.application.formatted(builder.war, builder.contextRoot));
        xml.append("  <applicationMonitor updateTrigger=\"disabled\"/>\n");
        builder.settings.forEach((key, value) -> xml.append("  <variable name=\"")
                .append(key)
                .append("\" value=\"")
                .append(value.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;"))
                .append("\"/>\n"));
        Files.writeString(server.resolve("server.xml"), xml.append("</server>\n"));
    }

    private static final class LibertyBuilder extends Builder<Liberty> {
        private String features = System.getProperty("it.features");
        private String application = "  <webApplication location=\"%s\" contextRoot=\"%s\"/>\n";

        private LibertyBuilder(String name, Path war) {
            super(name, war);
        }

        @Override
        Liberty build() {
            return new Liberty(this);
        }
    }
}
