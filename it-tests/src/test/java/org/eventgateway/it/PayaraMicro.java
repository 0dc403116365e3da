package org.eventgateway.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Payara Micro server of the tests. Settings reach the application as system properties. */
final class PayaraMicro extends ServerProcess {
    private final PayaraBuilder builder;

    private PayaraMicro(PayaraBuilder builder) {
        super(builder);
        this.builder = builder;
    }

    /** Describes the gateway's server. */
    static Builder<PayaraMicro> gateway(String name) {
        return new PayaraBuilder(name, Path.of(System.getProperty("it.smc.war"))).readyPath("/health/ready");
    }

    @Override
    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(builder.jvmOptions);
        // Without it the JDK's transport posts a second time when the peer closes before it answers.
        command.add("-Dsun.net.http.retryPost=false");
        builder.settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", System.getProperty("it.payara.micro")));
        command.addAll(List.of("--nocluster", "--port", Integer.toString(port())));
        command.addAll(
                List.of("--prebootcommandfile", folder().resolve("preboot.txt").toString()));
        command.addAll(List.of("--rootdir", folder().resolve("root").toString()));
        command.addAll(List.of("--deploy", builder.war.toString(), "--contextroot", builder.contextRoot));
        return command;
    }

    @Override
    void layOut() throws IOException {
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
