/**
 * The servers' side of the shell: JAX-RS, CDI, servlet, MicroProfile Health. Carries requests in and replies out, and decides nothing.
 *
 * <p>Decision: every spelling of a Tracking API path is turned into one before resources are matched, because the servers differ in
 * how they match double and trailing slashes. Replies are sent from a managed executor: the thread that completes an append writes
 * for all, and must not wait for one slow reader.
 */
package org.eventgateway.war.rest;
