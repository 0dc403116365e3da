/**
 * The contract between the gateway and its plugins.
 *
 * <p>A plugin is one jar that names a {@link org.eventgateway.plugin.Plugin} for {@link java.util.ServiceLoader}. It registers
 * as data: what it is called, which destinations and sources it offers, which event types each takes and which settings each
 * needs. What is not declared is never called.
 *
 * <p>Decisions: no server type and no CDI stands in this contract, because a jar dropped in from outside gets no CDI on every
 * server; the only dependency beside the JDK is the {@code jakarta.json} API, for those who want an event as a tree. Expected
 * failures are values ({@link org.eventgateway.plugin.destination.DeliveryResult}), broken contracts are exceptions.
 */
package org.eventgateway.plugin;
