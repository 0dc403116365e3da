package org.eventgateway.smc.api;

import jakarta.json.bind.Jsonb;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.eventgateway.plugin.Reason;

/** One request and its answer, read to the end. Thread-safe. */
final class Exchange {
    private static final int LARGEST_REPLY = 16_000_000;
    /** Who asks for more is asked again in between: a wrong date must not stop a connection for weeks. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private static final String QUOTA_TEXT = "API calls quota exceeded";

    private final Jsonb json;
    private final Clock clock;
    private final Duration totalTimeout;

    Exchange(Jsonb json, Clock clock, Duration totalTimeout) {
        this.json = json;
        this.clock = clock;
        this.totalTimeout = totalTimeout;
    }

    Reply carryOut(Callable<Response> call) {
        long start = System.nanoTime();
        try (Response response = call.call()) {
            byte[] body = read(response, start);
            return answered(response, new ReplyBody(json, body));
        } catch (Exception e) {
            return Failures.reply(e);
        }
    }

    private byte[] read(Response response, long start) throws IOException {
        if (!response.hasEntity()) {
            return new byte[0];
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (InputStream in = response.readEntity(InputStream.class)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                // Where closing from outside does not end a dripping answer, this does.
                if (System.nanoTime() - start > totalTimeout.toNanos() || out.size() > LARGEST_REPLY) {
                    throw new IOException("the answer is too long or takes too long");
                }
            }
        }
        return out.toByteArray();
    }

    private Reply answered(Response response, ReplyBody body) {
        Optional<Duration> reset = header(response, "X-RateLimit-Reset").flatMap(Exchange::seconds);
        Optional<Duration> retryAfter = header(response, "Retry-After").flatMap(this::retryAfter);
        // What is left tells the quota from the limit of one bulk call a list, should all answers carry these headers.
        boolean left = header(response, "X-RateLimit-Remaining")
                .flatMap(Exchange::seconds)
                .filter(count -> !count.isZero())
                .isPresent();
        boolean quota = body.startsWith(QUOTA_TEXT) || (reset.isPresent() && !left);
        // The time left of a window says something only to those who have used it up.
        Optional<Duration> pause = response.getStatus() == 429 && quota ? later(reset, retryAfter) : retryAfter;
        return new Reply.Answered(response.getStatus(), pause.map(Exchange::bounded), quota, body);
    }

    private static Optional<Duration> later(Optional<Duration> one, Optional<Duration> other) {
        return Stream.concat(one.stream(), other.stream()).max(Duration::compareTo);
    }

    private static Optional<String> header(Response response, String name) {
        return Optional.ofNullable(response.getHeaderString(name)).map(String::strip);
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }

    private Optional<Duration> retryAfter(String text) {
        Optional<Duration> seconds = seconds(text);
        if (seconds.isPresent()) {
            return seconds;
        }
        try {
            ZonedDateTime time = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(clock.instant(), time.toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        Duration least = Duration.ofSeconds(1);
        return wait.compareTo(least) < 0 ? least : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /** Tells by the exception of a client whether a request can have reached SMC. */
    static final class Failures {
        private Failures() {}

        static Reply reply(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof HostGuard.InsideAddressException) {
                    return new Reply.NotSent(Reason.configuration(
                            "host_not_allowed",
                            "The host of admin-url resolves to a private, loopback or link-local address; check the name, or"
                                    + " set allow-insecure-url for a sandbox."));
                }
                if (cause instanceof java.net.UnknownHostException) {
                    return new Reply.NotSent(Reason.remote(
                            "host_not_found", "The host of admin-url cannot be found in DNS; check the name."));
                }
                if (cause instanceof javax.net.ssl.SSLHandshakeException
                        || cause instanceof javax.net.ssl.SSLPeerUnverifiedException) {
                    return new Reply.NotSent(Reason.remote(
                            "tls_failed",
                            "No TLS connection to SMC: its certificate is not trusted or TLS is refused; check admin-url and"
                                    + " trust-store."));
                }
                if (isConnect(cause)) {
                    return new Reply.NotSent(Reason.remote(
                            "not_reached", "No connection to SMC; check the network, the proxy and admin-url."));
                }
            }
            return new Reply.Lost(Reason.remote(
                    "answer_lost",
                    "The connection to SMC broke before its answer was complete; whether it did what was asked is not"
                            + " known."));
        }

        private static boolean isConnect(Throwable cause) {
            String text = String.valueOf(cause.getMessage()).toLowerCase(java.util.Locale.ROOT);
            return cause instanceof java.net.ConnectException
                    || cause instanceof java.net.NoRouteToHostException
                    // Apache's client has a type of its own for it, the JDK's only a message.
                    || cause.getClass().getSimpleName().equals("ConnectTimeoutException")
                    || (cause instanceof java.net.SocketTimeoutException && text.contains("connect timed out"));
        }
    }
}
