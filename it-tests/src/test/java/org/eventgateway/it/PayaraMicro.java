package org.eventgateway.it;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A Payara Micro server of the tests. Settings reach the application as system properties, from a file. */
final class PayaraMicro extends ServerProcess {
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

    @Override
    List<String> command() {
        // Each process unpacks afresh, as it does by itself: what it finds of an earlier one it would deploy twice.
        launches++;
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
        command.addAll(List.of(
                "--systemproperties", folder().resolve("gateway.properties").toString()));
        command.addAll(List.of("--deploy", builder.war.toString(), "--contextroot", builder.contextRoot));
        return command;
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
    void layOut() throws IOException {
        Properties properties = new Properties();
        properties.putAll(builder.settings);
        try (Writer file = Files.newBufferedWriter(folder().resolve("gateway.properties"))) {
            properties.store(file, "settings of the gateway");
        }
        Files.writeString(
                folder().resolve("preboot.txt"),
                "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1\n");
    }

    private static final class PayaraBuilder extends Builder<PayaraMicro> {
        private PayaraBuilder(String name, Path war) {
            super(name, war);
        }

        @Override
        PayaraMicro build() {
            return new PayaraMicro(this);
        }
    }
}
