package org.eventgateway.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes bytes between the gateway and the sandbox and keeps what the gateway wrote, connection by connection, as it was on the wire. */
final class WireTap implements AutoCloseable {
    private final ServerSocket door;
    private final URI target;
    private final List<ByteArrayOutputStream> written = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private WireTap(URI target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    static WireTap before(URI target) {
        return new WireTap(target);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** What was written on all connections, one character for each byte. */
    List<String> written() {
        return written.stream()
                .map(bytes -> bytes.toString(StandardCharsets.ISO_8859_1))
                .toList();
    }

    private void accept() {
        try {
            while (true) {
                Socket gateway = door.accept();
                Socket sandbox = new Socket(target.getHost(), target.getPort());
                sockets.addAll(List.of(gateway, sandbox));
                ByteArrayOutputStream copy = new ByteArrayOutputStream();
                written.add(copy);
                start(() -> pass(gateway, sandbox, copy));
                start(() -> pass(sandbox, gateway, OutputStream.nullOutputStream()));
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private static void pass(Socket from, Socket to, OutputStream copy) {
        byte[] buffer = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                copy.write(buffer, 0, count);
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // one side is gone, and so is the other by now
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "wire tap");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
