package org.eventgateway.smc.api;

import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** Makes typed clients. Thread-safe. */
final class Connections {
    private final HttpSettings settings;
    private final KeyRing keys;

    Connections(HttpSettings settings, KeyRing keys) {
        this.settings = settings;
        this.keys = keys;
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
                        proxy -> builder.proxyAddress(proxy.getHost(), proxy.getPort()),
                        () -> builder.register(new HostGuard(settings.url())));
        settings.trustStore().ifPresent(builder::trustStore);
        settings.keyStore()
                .ifPresent(key -> builder.keyStore(key.store(), key.password().reveal()));
        return builder.build(SmcApi.class);
    }
}
