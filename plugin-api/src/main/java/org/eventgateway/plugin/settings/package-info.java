/**
 * Settings, declared once as data. Binding, validation, the JSON Schema, the reference table in the README and the operator's
 * page are made from the same {@link org.eventgateway.plugin.settings.SettingsSchema}.
 *
 * <p>Decision: a plugin never reads configuration itself. It declares, the gateway binds and hands over typed values; so every
 * fault is reported at once, with its key, its origin and what to do, and a secret has a type of its own from the start.
 */
package org.eventgateway.plugin.settings;
