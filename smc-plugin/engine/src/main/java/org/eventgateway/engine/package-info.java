/**
 * The engine: takes events, keeps them safe, delivers them. Knows no plugin and no server.
 *
 * <p>{@link org.eventgateway.engine.Gateway} is the whole of it for whoever embeds it: the WAR, or a Java program that has no queue of
 * its own. Decision: plain Java, everything by constructor, logging by {@link System.Logger}; whoever embeds it brings the settings,
 * the plugins, the clock and the threads, and nothing is found by magic.
 */
package org.eventgateway.engine;
