/**
 * Plugins: which are there, whether they fit this gateway, and which destination or source a name stands for.
 *
 * <p>Decision: a plugin dropped in as a jar gets a class loader of its own that looks into the jar first, because two plugins may
 * bring different versions of one library. Shared are only the contract, the JDK and the platform's APIs. Jars are not watched: a
 * plugin whose classes change under a delivery that is out would lose its order. The context class loader of the threads stays the
 * gateway's, on every server.
 */
package org.eventgateway.engine.plugins;
