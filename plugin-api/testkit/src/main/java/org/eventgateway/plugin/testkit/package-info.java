/**
 * The test kit for authors of plugins: JUnit base classes that prove what the contract asks of a plugin.
 *
 * <p>An author extends {@link org.eventgateway.plugin.testkit.PluginContract} once, {@link
 * org.eventgateway.plugin.testkit.DestinationContract} for each destination and {@link
 * org.eventgateway.plugin.testkit.SourceContract} for each source. What a plugin declares decides what is asked of it: a case
 * that needs something the plugin does not declare is skipped and says so.
 *
 * <p>Decisions: the cases are package-private, so that a plugin cannot weaken one by overriding it; a case's method name is
 * stable and is the rule it holds; each message ends with what to fix. The kit needs JUnit alone, no assertion or mocking
 * library, so that it never clashes with the author's own.
 */
package org.eventgateway.plugin.testkit;
