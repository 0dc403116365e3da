package org.eventgateway.trackingapi.client;

import java.net.URI;
import java.time.Duration;

/**
 * Where and how long.
 *
 * @param address the whole address of the batch call
 * @param credentials what goes along
 * @param connectTimeout how long a connection may take to come about
 * @param readTimeout how long the other side may be silent
 * @param totalTimeout how long a call may take altogether
 */
public record Endpoint(
        URI address, Credentials credentials, Duration connectTimeout, Duration readTimeout, Duration totalTimeout) {}
