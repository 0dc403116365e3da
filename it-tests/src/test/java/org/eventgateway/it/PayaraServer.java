package org.eventgateway.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Payara Server of the tests, with a domain of its own. Settings and the application reach it as an administrator would bring them:
 * by commands that are run after the boot.
 */
final class PayaraServer extends ServerProcess {
    private static final Path HOME = Path.of(System.getProperty("it.payara.server", ""));
    private static final Path ASADMIN = HOME.resolve("glassfish/lib/client/appserver-cli.jar");
    /** Every port that the domain as it is shipped opens. */
    private static final Pattern PORT =
            Pattern.compile("port=\"(8181|4848|8686|3700|3820|3920)\"|(shell.telnet.port=)6666");

    /** Logged once per boot, be it that the application is deployed already. */
    private static final Pattern DEPLOYED = Pattern.compile("Boot Command deploy (returned|failed)");

    private static final String COMMANDS = "postboot.txt";

    private final PayaraBuilder builder;

    private PayaraServer(PayaraBuilder builder) {
        super(builder);
        this.builder = builder;
    }

    /** Describes the gateway's server. */
    static Builder<PayaraServer> gateway(String name) {
        return new PayaraBuilder(name, Path.of(System.getProperty("it.smc.war")))
                .readyPath("/health/ready")
                // Without an application Payara says that it is ready.
                .readyText("event-gateway");
    }

    /** Describes the gateway's server with the commands of the sample, but for some names. */
    static Builder<PayaraServer> gatewayOfSample(String name, Map<String, String> names) {
        PayaraBuilder builder = new PayaraBuilder(name, DeployedWar.built());
        builder.sample = Optional.of(names);
        return builder.readyPath("/health/ready").readyText("event-gateway");
    }

    /** What {@code asadmin start-domain} would run; run here, so that the process can be killed as any other. */
    @Override
    List<String> command() {
        List<String> command = new ArrayList<>();
        for (String line : dryRun()) {
            if (line.startsWith("/") || line.startsWith("-") || (!command.isEmpty() && !line.contains("success"))) {
                command.add(line);
            }
        }
        int stdin = command.indexOf("-read-stdin");
        command.subList(stdin, stdin + 2).clear();
        return command;
    }

    private List<String> dryRun() {
        List<String> ask = List.of(
                java(),
                "-jar",
                ASADMIN.toString(),
                "start-domain",
                "--dry-run",
                "--domaindir",
                domains().toString(),
                "--postbootcommandfile",
                commands().toString(),
                "domain1");
        try {
            Process process = new ProcessBuilder(ask)
                    .redirectErrorStream(true)
                    .directory(folder().toFile())
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("asadmin cannot tell how to start the domain: " + said);
            }
            return said.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Payara asks the application for its health before it opens the application's doors, and copies the WAR and notes the
     * deployment down after that: killed too early it comes back without the application.
     */
    @Override
    boolean deployed() {
        if (!DEPLOYED.matcher(logOfThisLaunch()).find()) {
            return false;
        }
        try {
            return ask(url() + "/ops/plugins")
                    .headers()
                    .firstValue("Content-Type")
                    .orElse("none")
                    .contains("json");
        } catch (IOException e) {
            return false;
        }
    }

    /** Its own copy. */
    @Override
    Path deployedWar() {
        return domains().resolve("domain1/applications/__internal").resolve("smc-plugin/smc-plugin.war");
    }

    @Override
    Set<String> settingsFiles() {
        return Set.of(COMMANDS, "domain.xml", "domain.xml.bak");
    }

    @Override
    Set<String> logFiles() {
        return Set.of("console.log", "server.log");
    }

    @Override
    void layOut() throws IOException {
        Path shipped = HOME.resolve("glassfish/domains/domain1");
        Path own = domains().resolve("domain1");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.sorted().toList()) {
                Files.createDirectories(own);
                if (!file.equals(shipped)) {
                    Files.copy(file, own.resolve(shipped.relativize(file).toString()));
                }
            }
        }
        Path xml = own.resolve("config/domain.xml");
        Files.writeString(xml, configured(Files.readString(xml)));
        if (builder.sample.isPresent()) {
            PayaraSample.copy(COMMANDS, this, builder.sample.get());
            return;
        }
        Files.writeString(commands(), String.join("\n", bootCommands()) + "\n");
    }

    private String configured(String xml) {
        String here = PORT.matcher(xml.replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + port() + "\""))
                .replaceAll(port -> Matcher.quoteReplacement(
                        port.group(1) == null ? port.group(2) + FreePort.next() : "port=\"" + FreePort.next() + "\""));
        StringBuilder options = new StringBuilder();
        builder.jvmOptions.forEach(
                option -> options.append("<jvm-options>").append(option).append("</jvm-options>\n"));
        // Without it the JDK's transport posts a second time when the peer closes before it answers.
        options.append("<jvm-options>-Dsun.net.http.retryPost=false</jvm-options>");
        return here.replaceFirst("<jvm-options>-Xmx[^<]*</jvm-options>", Matcher.quoteReplacement(options.toString()));
    }

    private List<String> bootCommands() {
        List<String> commands = new ArrayList<>();
        commands.add("set-hazelcast-configuration --enabled=false --dynamic=true");
        builder.settings.forEach((key, value) -> commands.add(
                "set-config-property --source=domain --propertyName=" + key + " --propertyValue=" + quoted(value)));
        commands.add("deploy --contextroot " + builder.contextRoot + " " + builder.war);
        return commands;
    }

    /** A command ends its value at a blank, unless it stands in quotation marks. */
    private static String quoted(String value) {
        return value.contains(" ") ? "\"" + value + "\"" : value;
    }

    private Path domains() {
        return folder().resolve("domains");
    }

    private Path commands() {
        return folder().resolve(COMMANDS);
    }

    private static final class PayaraBuilder extends Builder<PayaraServer> {
        private Optional<Map<String, String>> sample = Optional.empty();

        private PayaraBuilder(String name, Path war) {
            super(name, war);
        }

        @Override
        PayaraServer build() {
            return new PayaraServer(this);
        }
    }
}
