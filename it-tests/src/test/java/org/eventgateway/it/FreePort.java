package org.eventgateway.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports for servers. Below the range from which an operating system gives ports to outgoing connections: while a server is
 * down between a kill and its restart, such a connection could take its port, its client's own repeated attempts first of all.
 */
final class FreePort {
    private static final int FIRST = 10_240;
    /** Linux gives outgoing connections 32768 and above, other systems 16000 and above. */
    private static final int END = 16_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** A port that nobody listens at; never the same twice in one run of the tests. */
    static int next() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
