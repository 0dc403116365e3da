package org.eventgateway.smc.api;

import jakarta.ws.rs.client.ClientRequestFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/** Makes typed clients. Thread-safe. */
final class Connections implements AutoCloseable {
    private final HttpSettings settings;
    private final KeyRing keys;
    private final ThreadFactory threads;
    private @Nullable ProxyDoor door;

    Connections(HttpSettings settings, KeyRing keys, ThreadFactory threads) {
        this.settings = settings;
        this.keys = keys;
        this.threads = threads;
    }

    SmcApi open() {
        RestClientBuilder builder = RestClientBuilder.newBuilder()
                .baseUri(settings.url().base())
                .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                // A redirect would carry the key to another host.
                .followRedirects(false)
                // Answers are read here whatever their status; an exception would lose the body.
                .property("microprofile.rest.client.disable.default.mapper", true)
                .register(new RequestBodyWriter(), 1)
                .register(new DeleteWithBody())
                .register(new ApiKeyFilter(keys));
        settings.proxy()
                .ifPresentOrElse(
                        proxy -> goThrough(proxy, builder), () -> builder.register(new HostGuard(settings.url())));
        settings.trustStore().ifPresent(builder::trustStore);
        settings.keyStore()
                .ifPresent(key -> builder.keyStore(key.store(), key.password().reveal()));
        return builder.build(SmcApi.class);
    }

    private void goThrough(HttpSettings.Proxy proxy, RestClientBuilder builder) {
        boolean tunnel = settings.url().base().getScheme().equals("https");
        if (proxy.login().isPresent() && tunnel) {
            builder.proxyAddress(
                    InetAddress.getLoopbackAddress().getHostAddress(),
                    door(proxy).port());
            return;
        }
        builder.proxyAddress(proxy.url().getHost(), proxy.url().getPort());
        // Without TLS the proxy reads the request itself, so its login stands there.
        proxy.login()
                .ifPresent(login -> builder.register((ClientRequestFilter)
                        request -> request.getHeaders().putSingle("Proxy-Authorization", login.basic())));
    }

    private synchronized ProxyDoor door(HttpSettings.Proxy proxy) {
        ProxyDoor known = door;
        if (known == null) {
            try {
                known = ProxyDoor.open(settings, proxy, threads);
            } catch (IOException e) {
                throw new UncheckedIOException("no port on the loopback interface can be had", e);
            }
            door = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        if (door != null) {
            door.close();
        }
    }
}
