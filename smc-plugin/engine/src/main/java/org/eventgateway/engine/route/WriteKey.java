package org.eventgateway.engine.route;

import org.eventgateway.plugin.settings.Secret;

/**
 * A key by which callers are known.
 *
 * @param name what it is called in settings and reports
 * @param key what callers send
 * @param mayDelete whether its callers may ask to delete a person
 */
public record WriteKey(String name, Secret key, boolean mayDelete) {}
