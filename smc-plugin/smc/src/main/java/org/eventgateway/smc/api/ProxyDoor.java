package org.eventgateway.smc.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * A door on the loopback interface through which TLS connections reach SMC by a proxy that asks for a login. Neither MicroProfile's
 * client nor the JDK's can give such a login in the same way on every server, so this adds it to the one request that
 * opens a tunnel. It leads to SMC's host and port only, and sees nothing of what is sent, which is TLS from end to end. Thread-safe.
 */
final class ProxyDoor implements AutoCloseable {
    private static final int LARGEST_HEAD = 16_384;

    private final ServerSocket listener;
    private final URI proxy;
    private final HttpSettings.Login login;
    private final String target;
    private final int connectMillis;
    private final ThreadFactory threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private ProxyDoor(ServerSocket listener, HttpSettings settings, HttpSettings.Proxy proxy, ThreadFactory threads) {
        this.listener = listener;
        this.proxy = proxy.url();
        this.login = proxy.login().orElseThrow();
        this.target = authority(settings.url().base());
        this.connectMillis = millis(settings.connectTimeout());
        this.threads = threads;
    }

    private static String authority(URI url) {
        return url.getHost() + ":" + (url.getPort() < 0 ? 443 : url.getPort());
    }

    private static int millis(Duration time) {
        return (int) Math.min(time.toMillis(), Integer.MAX_VALUE);
    }

    static ProxyDoor open(HttpSettings settings, HttpSettings.Proxy proxy, ThreadFactory threads) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ProxyDoor door = new ProxyDoor(listener, settings, proxy, threads);
        threads.newThread(door::accept).start();
        return door;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                threads.newThread(() -> serve(client)).start();
            } catch (IOException ignored) {
                // Closed, or one caller that went away; the loop's condition tells.
            }
        }
    }

    private void serve(Socket client) {
        Socket upstream = new Socket();
        open.add(upstream);
        try {
            client.setSoTimeout(connectMillis);
            String asked = requestLine(client.getInputStream());
            if (!asked.toLowerCase(Locale.ROOT).startsWith("connect " + target.toLowerCase(Locale.ROOT) + " ")) {
                client.getOutputStream().write(ascii("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"));
                return;
            }
            client.setSoTimeout(0);
            upstream.connect(new InetSocketAddress(proxy.getHost(), proxy.getPort()), connectMillis);
            upstream.getOutputStream()
                    .write(ascii("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\nProxy-Authorization: "
                            + login.basic() + "\r\n\r\n"));
            threads.newThread(() -> copy(client, upstream)).start();
            copy(upstream, client);
        } catch (IOException ignored) {
            // The client sees its connection end and says so; there is nobody else to tell.
        } finally {
            end(client);
            end(upstream);
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ignored) {
            // One side went away, which ends the other too.
        } finally {
            end(from);
            end(to);
        }
    }

    private static String requestLine(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0 || head.size() == LARGEST_HEAD) {
                throw new IOException("no request");
            }
            head.write(next);
            text = next == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : "";
        }
        return text.substring(0, text.indexOf("\r\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is of no more use either way.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException ignored) {
            // Its thread ends all the same.
        }
        open.forEach(this::end);
    }
}
