package org.eventgateway.sandbox.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.http.SandboxRequest;

/**
 * Goes from a servlet's request to the core's and back. A servlet cannot drop its connection outright. What the servers
 * do drop it for is a reply that ends short of its announced length, so that is how the cutting faults are played: the
 * caller sees a head with status 200 and then the end of the stream.
 */
final class Exchange {
    private Exchange() {}

    static SandboxRequest request(HttpServletRequest request) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, String.join(", ", Collections.list(request.getHeaders(name))));
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String target = request.getQueryString() == null ? path : path + '?' + request.getQueryString();
        return SandboxRequest.of(
                        request.getMethod(),
                        target,
                        headers,
                        request.getInputStream().readAllBytes())
                .from(request.getRemoteAddr());
    }

    static void send(SandboxReply reply, HttpServletResponse response) throws IOException {
        pause(reply.delay());
        response.setStatus(reply.status());
        reply.headers().forEach(response::setHeader);
        byte[] body = reply.body();
        switch (reply.sending()) {
            case WHOLE -> {
                response.setContentLength(body.length);
                response.getOutputStream().write(body);
            }
            case DRIP -> drip(reply, response);
            case CUT -> cut(response, new byte[0], Math.max(1, body.length));
            case CUT_IN_BODY -> cut(response, Arrays.copyOf(body, body.length / 2), body.length);
        }
    }

    private static void drip(SandboxReply reply, HttpServletResponse response) throws IOException {
        response.setContentLength(reply.body().length);
        OutputStream out = response.getOutputStream();
        for (byte one : reply.body()) {
            pause(reply.gap());
            out.write(one);
            out.flush();
        }
    }

    private static void cut(HttpServletResponse response, byte[] sent, int announced) throws IOException {
        response.setContentLength(announced);
        response.getOutputStream().write(sent);
        // one flush hands the bytes on, the other commits the head; after either alone Open Liberty still corrects the
        // announced length when the servlet returns
        response.getOutputStream().flush();
        response.flushBuffer();
    }

    private static void pause(Duration time) {
        if (time.isZero()) {
            return;
        }
        try {
            // one more, so that a lock that ends after this time has ended on the clock too
            Thread.sleep(time.toMillis() + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
