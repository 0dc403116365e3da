package org.eventgateway.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A sender that announces a body and then lets it drip, as one does who wants to hold a server's threads. */
final class SlowSender implements AutoCloseable {
    private final Socket socket;
    private final byte[] drop;
    private final StringBuilder answer = new StringBuilder();

    private SlowSender(Socket socket, byte[] drop) {
        this.socket = socket;
        this.drop = drop;
    }

    /** Announces how long the body is going to be. */
    static SlowSender withLength(int port, String writeKey) throws IOException {
        return open(port, writeKey, "Content-Length: 100000\r\n\r\n{\"batch\":[", " ");
    }

    /** Sends the body in chunks, and does not say how many. */
    static SlowSender inChunks(int port, String writeKey) throws IOException {
        return open(port, writeKey, "Transfer-Encoding: chunked\r\n\r\na\r\n{\"batch\":[\r\n", "1\r\n \r\n");
    }

    private static SlowSender open(int port, String writeKey, String beginning, String drop) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String head = "POST /v1/batch HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: "
                + Gateway.basic(writeKey) + "\r\nContent-Type: application/json\r\n" + beginning;
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return new SlowSender(socket, drop.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends a drop at each pause until an answer comes; answers how long that took. */
    Duration dripUntilAnswered(Duration pause, Duration patience) throws IOException {
        long start = System.nanoTime();
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream();
        socket.setSoTimeout((int) pause.toMillis());
        byte[] buffer = new byte[4_096];
        while (System.nanoTime() - start < patience.toNanos()) {
            try {
                int count = in.read(buffer);
                if (count < 0) {
                    break;
                }
                answer.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                if (answer.indexOf("}") > 0) {
                    break;
                }
            } catch (SocketTimeoutException e) {
                out.write(drop);
                out.flush();
            } catch (SocketException e) {
                break; // cut by the server: what it said before counts
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** What the server said. */
    String answer() {
        return answer.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
