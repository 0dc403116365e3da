package org.eventgateway.trackingapi.client;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/** Sends through the MicroProfile REST client. The client is built at the first call, on a thread with the server's context. */
public final class RestBatchSender implements BatchSender {
    /**
     * The longest body of a success. It may name each of 2,500 events as refused, with a message of a few hundred characters; what is
     * longer is no answer, for the events that it names would count as delivered.
     */
    static final int LARGEST_SUCCESS = 1_048_576;

    /** No more of any other body is looked at. */
    private static final int LARGEST_REFUSAL = 65_536;

    private static final String USER_AGENT = "event-gateway/1.0";

    private final Endpoint endpoint;
    private final Supplier<TrackingApi> clients;
    private final Watchdog watchdog;
    private final Closer closer;
    private final AtomicReference<@Nullable TrackingApi> client = new AtomicReference<>();

    /**
     * Makes a sender; opens no connection.
     *
     * @param endpoint where to
     * @param threads makes the threads the calls run on
     */
    public RestBatchSender(Endpoint endpoint, ThreadFactory threads) {
        this(endpoint, threads, () -> build(endpoint));
    }

    RestBatchSender(Endpoint endpoint, ThreadFactory threads, Supplier<TrackingApi> clients) {
        this.endpoint = endpoint;
        this.clients = clients;
        this.watchdog = new Watchdog(threads);
        this.closer = new Closer(threads);
    }

    @Override
    public Reply send(BatchBody body) {
        try {
            Optional<Reply> reply = watchdog.call(() -> exchange(body), endpoint.totalTimeout());
            if (reply.isPresent()) {
                return reply.get();
            }
            // Closing the client closes the sockets under a call that hangs, unless the close hangs too.
            dropClient();
            return new Reply.Lost("No whole answer within the total time-out of "
                    + endpoint.totalTimeout().toMillis() + " ms.");
        } catch (ExecutionException e) {
            return new Reply.Lost("The call failed with " + kind(e.getCause()) + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Lost("The call was interrupted because the connection is being closed.");
        }
    }

    @Override
    public void close() {
        watchdog.close();
        dropClient();
        closer.close();
    }

    private Reply exchange(BatchBody body) {
        try (Response response = client().batch(body)) {
            return answered(response);
        } catch (WebApplicationException e) {
            return answered(e.getResponse());
        } catch (ProcessingException | IOException e) {
            return failed(e);
        }
    }

    private static Reply answered(Response response) {
        Map<String, String> headers = new HashMap<>();
        response.getStringHeaders()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(Locale.ROOT), values.isEmpty() ? "" : values.get(0)));
        boolean success = response.getStatus() < 300;
        byte[] body = {};
        try {
            body = body(response, success ? LARGEST_SUCCESS + 1 : LARGEST_REFUSAL);
        } catch (ProcessingException | IllegalStateException | IOException e) {
            // A refusal needs no more words; a success may name events that were refused, so half of one is no answer.
            if (success) {
                return new Reply.Lost("The answer broke off.");
            }
        }
        if (success && body.length > LARGEST_SUCCESS) {
            return new Reply.Lost("The answer is longer than " + LARGEST_SUCCESS + " bytes.");
        }
        return new Reply.Answered(response.getStatus(), headers, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] body(Response response, int most) throws IOException {
        InputStream body = response.hasEntity() ? response.readEntity(InputStream.class) : null;
        return body == null ? new byte[0] : body.readNBytes(most);
    }

    private static Reply failed(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return new Reply.NotSent("The host name is not known. Check url.");
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return new Reply.NotSent("The host takes no connection. Check url and the network.");
            }
            if (cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException) {
                return new Reply.NotSent("The TLS handshake failed. Check the host's certificate and the trust store.");
            }
        }
        return new Reply.Lost("The connection broke (" + failure.getClass().getSimpleName() + ").");
    }

    private static String kind(@Nullable Throwable failure) {
        return failure == null ? "no cause" : failure.getClass().getSimpleName();
    }

    private TrackingApi client() throws IOException {
        TrackingApi current = client.get();
        if (current != null) {
            return current;
        }
        TrackingApi made = clients.get();
        if (client.compareAndSet(null, made)) {
            return made;
        }
        Closer.closeNow(made);
        TrackingApi other = client.get();
        if (other == null) {
            throw new IOException("the client was closed");
        }
        return other;
    }

    private static TrackingApi build(Endpoint endpoint) {
        Map<String, String> headers = new HashMap<>(endpoint.credentials().headers());
        headers.put("User-Agent", USER_AGENT);
        return RestClientBuilder.newBuilder()
                .baseUri(endpoint.address())
                .connectTimeout(endpoint.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(endpoint.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                // Every status is an answer here, none an exception.
                .property("microprofile.rest.client.disable.default.mapper", true)
                .register(new BatchBodyWriter())
                .register(new HeaderFilter(headers))
                .build(TrackingApi.class);
    }

    private void dropClient() {
        TrackingApi current = client.getAndSet(null);
        if (current != null) {
            closer.close(current);
        }
    }
}
