package org.eventgateway.simulation;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientBuilderResolver;
import org.jspecify.annotations.Nullable;

/** Hands out wires instead of REST clients, by the address they are built for. Thread-safe. */
final class Wires extends RestClientBuilderResolver {
    private static final Wires ALL = new Wires();

    private final Map<URI, Wire> wires = new ConcurrentHashMap<>();

    private Wires() {}

    /** Lets clients of an address use this wire. */
    static void plug(URI address, Wire wire) {
        RestClientBuilderResolver.setInstance(ALL);
        ALL.wires.put(address, wire);
    }

    static void unplug(URI address) {
        ALL.wires.remove(address);
    }

    @Override
    public RestClientBuilder newBuilder() {
        Building building = new Building();
        return (RestClientBuilder) Proxy.newProxyInstance(
                Wires.class.getClassLoader(), new Class<?>[] {RestClientBuilder.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "baseUri" -> building.address = (URI) arguments[0];
                        case "register" -> building.register(arguments[0]);
                        case "build" -> {
                            return building.wire();
                        }
                        default -> {
                            // time-outs and such mean nothing here
                        }
                    }
                    return proxy;
                });
    }

    /** What a builder was told. */
    private static final class Building {
        private @Nullable URI address;
        private @Nullable ClientRequestFilter key;

        void register(Object component) {
            if (component.getClass().getSimpleName().equals("ApiKeyFilter")) {
                key = (ClientRequestFilter) component;
            }
        }

        Wire wire() {
            URI base = Objects.requireNonNull(address);
            Wire wire = Objects.requireNonNull(ALL.wires.get(base.resolve("/")), () -> "no wire at " + base);
            wire.keys(new KeySource(Objects.requireNonNull(key)));
            return wire;
        }
    }

    /** Asks the filter of the real client for the key of the moment. */
    record KeySource(ClientRequestFilter filter) {
        String header() throws IOException {
            MultivaluedHashMap<String, Object> headers = new MultivaluedHashMap<>();
            filter.filter((ClientRequestContext) Proxy.newProxyInstance(
                    Wires.class.getClassLoader(),
                    new Class<?>[] {ClientRequestContext.class},
                    (proxy, method, none) -> {
                        if (method.getName().equals("getHeaders")) {
                            return headers;
                        }
                        throw new UnsupportedOperationException(method.getName());
                    }));
            return String.valueOf(headers.getFirst("X-ApiKey"));
        }
    }
}
