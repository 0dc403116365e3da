/**
 * What the WAR does when it is started as a program: {@code java -jar smc-plugin.war check}. It asks a running gateway over its
 * operator API, because the gateway alone has the settings, the secrets and the way to SMC; it needs nothing but the JDK. These
 * classes stand at the root of the WAR, where {@code java -jar} looks, and not among those of the server.
 */
package org.eventgateway.command;
