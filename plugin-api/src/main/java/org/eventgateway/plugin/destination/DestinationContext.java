package org.eventgateway.plugin.destination;

import java.time.Clock;
import java.util.concurrent.ThreadFactory;
import org.eventgateway.plugin.settings.Settings;

/**
 * What an instance gets from the gateway.
 *
 * @param connection the name of the connection, such as {@code smc}; for messages
 * @param settings the bound settings, valid by the schema of the factory
 * @param clock the time; tests run on a virtual one
 * @param threads makes the threads an instance needs, so that they carry the server's context; close ends them
 */
public record DestinationContext(String connection, Settings settings, Clock clock, ThreadFactory threads) {}
