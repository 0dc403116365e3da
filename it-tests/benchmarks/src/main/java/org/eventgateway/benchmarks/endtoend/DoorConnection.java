package org.eventgateway.benchmarks.endtoend;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection to the door, kept open as long as the server does; a bare HTTP/1.1 client, so that the driver takes little of its core. For one thread. */
final class DoorConnection implements AutoCloseable {
    private static final int SILENCE_MILLIS = 60_000;

    private final int port;
    private Wire wire;
    private boolean saidWhenToRetry;
    private boolean saidItCloses;

    DoorConnection(int port) throws IOException {
        this.port = port;
        this.wire = Wire.open(port);
    }

    /** Posts a body and answers the status. */
    int post(String path, byte[] body) throws IOException {
        if (saidItCloses) {
            wire.socket.close();
            wire = Wire.open(port);
        }
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        + "Authorization: Basic YmVuY2g6\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        wire.out.write(request);
        return readReply();
    }

    /** Whether the last answer had a {@code Retry-After}. */
    boolean saidWhenToRetry() {
        return saidWhenToRetry;
    }

    private int readReply() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        saidWhenToRetry = false;
        saidItCloses = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length =
                        Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
            }
            saidItCloses |= lower.startsWith("connection:") && lower.contains("close");
            saidWhenToRetry |= lower.startsWith("retry-after:");
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        if (chunked) {
            skipChunks();
        } else {
            wire.in.skipNBytes(length);
        }
        return status;
    }

    private void skipChunks() throws IOException {
        int size;
        do {
            size = Integer.parseInt(line().strip(), 16);
            wire.in.skipNBytes(size);
            line();
        } while (size > 0);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        int next = wire.in.read();
        while (next != '\n') {
            if (next < 0) {
                throw new EOFException("the server closed a connection");
            }
            if (next != '\r') {
                line.write(next);
            }
            next = wire.in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        wire.socket.close();
    }

    private record Wire(Socket socket, InputStream in, OutputStream out) {
        static Wire open(int port) throws IOException {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(SILENCE_MILLIS);
            return new Wire(socket, new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
        }
    }
}
