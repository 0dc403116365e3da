package org.eventgateway.plugin.source;

import org.eventgateway.plugin.settings.SettingsSchema;

/** Declares a source and opens instances of it. Stateless; called from any thread. */
public interface SourceFactory {

    /** The source's name within its plugin: lower-case letters, digits and hyphens. */
    String name();

    /** The settings of an instance. */
    SettingsSchema settings();

    /** Opens an instance. Must not do I/O. */
    Source open(SourceContext context);
}
