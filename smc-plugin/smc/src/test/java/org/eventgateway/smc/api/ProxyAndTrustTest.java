package org.eventgateway.smc.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.smc.SandboxBench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyAndTrustTest {
    private static final char[] PASSWORD = "test-password".toCharArray();
    // kit:kit-password
    private static final String LOGIN = "Proxy-Authorization: Basic a2l0OmtpdC1wYXNzd29yZA==";

    @TempDir
    private static Path folder;

    private final List<String> proxied = Collections.synchronizedList(new ArrayList<>());
    private KeyStore store = emptyStore();
    private HttpsServer server = unbound();
    private ServerSocket proxy = listener();

    @BeforeEach
    void start() throws Exception {
        store = KeyStore.getInstance(certificate().toFile(), PASSWORD);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/Portal/Api/status", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'{', '}'});
            exchange.close();
        });
        server.start();
        SandboxBench.thread(this::acceptAll).start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        proxy.close();
    }

    @Test
    void trustsTheAuthoritiesOfTheTrustStore() {
        assertThat(status(Optional.empty(), true)).isEqualTo("200");
    }

    @Test
    void sendsNothingToAHostThatItDoesNotTrust() {
        assertThat(status(Optional.empty(), false)).isEqualTo("tls_failed");
    }

    @Test
    void reachesSmcThroughAProxyThatAsksForALogin() {
        assertThat(status(Optional.of(new HttpSettings.Login("kit", Secret.of("kit-password"))), true))
                .isEqualTo("200");
        assertThat(proxied)
                .containsExactly("CONNECT 127.0.0.1:" + server.getAddress().getPort() + " HTTP/1.1");
    }

    @Test
    void doesNotReachItWithAWrongLogin() {
        assertThat(status(Optional.of(new HttpSettings.Login("kit", Secret.of("wrong-password"))), true))
                .isNotEqualTo("200");
    }

    private String status(Optional<HttpSettings.Login> login, boolean trusted) {
        URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
        HttpSettings settings = new HttpSettings(
                AdminUrl.of(url, List.of(), true),
                "ACME",
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                login.map(known -> new HttpSettings.Proxy(
                        URI.create("http://127.0.0.1:" + proxy.getLocalPort()), Optional.of(known))),
                trusted ? Optional.of(store) : Optional.empty(),
                Optional.empty());
        try (SmcClient client =
                SmcClient.create(settings, SandboxBench.keys(), SandboxBench::thread, Clock.systemUTC())) {
            return client.call((api, organization) -> api.status()).accept(new Reply.Visitor<>() {
                @Override
                public String answered(Reply.Answered reply) {
                    return String.valueOf(reply.status());
                }

                @Override
                public String notSent(Reply.NotSent reply) {
                    return reply.reason().code();
                }

                @Override
                public String lost(Reply.Lost reply) {
                    return reply.reason().code();
                }
            });
        }
    }

    private void acceptAll() {
        while (!proxy.isClosed()) {
            try {
                Socket client = proxy.accept();
                SandboxBench.thread(() -> tunnel(client)).start();
            } catch (IOException ignored) {
                // closed at the end of the test
            }
        }
    }

    private void tunnel(Socket client) {
        try (client;
                Socket upstream = new Socket(
                        InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            List<String> head = new ArrayList<>();
            StringBuilder line = new StringBuilder();
            for (int next = client.getInputStream().read();
                    next >= 0;
                    next = client.getInputStream().read()) {
                if (next == '\n') {
                    if (line.toString().isBlank()) {
                        break;
                    }
                    head.add(line.toString().strip());
                    line.setLength(0);
                } else {
                    line.append((char) next);
                }
            }
            if (!head.contains(LOGIN)) {
                client.getOutputStream()
                        .write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                return;
            }
            proxied.add(head.get(0));
            client.getOutputStream()
                    .write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            SandboxBench.thread(() -> copy(client, upstream)).start();
            copy(upstream, client);
        } catch (IOException ignored) {
            // the test sees what the client makes of it
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ignored) {
            // one side went away
        }
    }

    private static Path certificate() throws Exception {
        Path file = folder.resolve("server.p12");
        if (!file.toFile().exists()) {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "server",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "SAN=ip:127.0.0.1,dns:localhost",
                            "-validity",
                            "2",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            new String(PASSWORD))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(keytool.waitFor()).as(said).isZero();
        }
        return file;
    }

    private static KeyStore emptyStore() {
        try {
            return KeyStore.getInstance("PKCS12");
        } catch (java.security.KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpsServer unbound() {
        try {
            return HttpsServer.create();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ServerSocket listener() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
