package org.eventgateway.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** A Payara Micro server of the tests. Settings reach the application as system properties, from a file. */
final class PayaraMicro extends ServerProcess {
    private static final String SETTINGS = "gateway.properties";

    private final PayaraBuilder builder;
    private int launches;

    private PayaraMicro(PayaraBuilder builder) {
        super(builder);
        this.builder = builder;
    }

    /** Describes the gateway's server. */
    static Builder<PayaraMicro> gateway(String name) {
        return new PayaraBuilder(name, Path.of(System.getProperty("it.smc.war")))
                .readyPath("/health/ready")
                // Without an application Payara says that it is ready.
                .readyText("event-gateway");
    }

    /** Describes the gateway's server with the settings of the sample, but for some names. */
    static Builder<PayaraMicro> gatewayOfSample(String name, Map<String, String> names) {
        PayaraBuilder builder = new PayaraBuilder(name, DeployedWar.built());
        builder.sample = Optional.of(names);
        return builder.readyPath("/health/ready").readyText("event-gateway");
    }

    @Override
    List<String> command() {
        // Each process unpacks afresh, as it does by itself: what it finds of an earlier one it would deploy twice.
        unpackAfresh();
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(builder.jvmOptions);
        // Without it the JDK's transport posts a second time when the peer closes before it answers.
        command.add("-Dsun.net.http.retryPost=false");
        command.addAll(List.of("-jar", System.getProperty("it.payara.micro")));
        command.addAll(List.of("--nocluster", "--port", Integer.toString(port())));
        command.addAll(
                List.of("--prebootcommandfile", folder().resolve("preboot.txt").toString()));
        command.addAll(List.of("--rootdir", root().toString()));
        command.addAll(List.of("--systemproperties", folder().resolve(SETTINGS).toString()));
        command.addAll(List.of("--deploy", builder.war.toString(), "--contextroot", builder.contextRoot));
        return command;
    }

    private void unpackAfresh() {
        try {
            deleteTree(root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        launches++;
    }

    private Path root() {
        return folder().resolve("root-" + launches);
    }

    /** Its own copy. */
    @Override
    Path deployedWar() {
        return root().resolve("applications/__internal").resolve("smc-plugin/smc-plugin.war");
    }

    @Override
    Set<String> settingsFiles() {
        return Set.of(SETTINGS);
    }

    @Override
    Set<String> logFiles() {
        return Set.of("console.log");
    }

    @Override
    void layOut() throws IOException {
        PayaraSample.copy("preboot.txt", folder());
        if (builder.sample.isPresent()) {
            PayaraSample.copy(SETTINGS, this, builder.sample.get());
            return;
        }
        Properties properties = new Properties();
        properties.putAll(builder.settings);
        try (Writer file = Files.newBufferedWriter(folder().resolve(SETTINGS))) {
            properties.store(file, "settings of the gateway");
        }
    }

    private static final class PayaraBuilder extends Builder<PayaraMicro> {
        private Optional<Map<String, String>> sample = Optional.empty();

        private PayaraBuilder(String name, Path war) {
            super(name, war);
        }

        @Override
        PayaraMicro build() {
            return new PayaraMicro(this);
        }
    }
}
