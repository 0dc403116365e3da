package org.eventgateway.plugin.source;

import java.time.Clock;
import org.eventgateway.plugin.settings.Settings;

/**
 * What an instance of a source gets from the gateway.
 *
 * @param connection the name of the connection; for messages
 * @param settings the bound settings, valid by the schema of the factory
 * @param clock the time; tests run on a virtual one
 */
public record SourceContext(String connection, Settings settings, Clock clock) {}
