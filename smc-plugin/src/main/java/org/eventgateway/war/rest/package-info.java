/**
 * The servers' side of the shell: JAX-RS, CDI, servlet, MicroProfile Health. Carries requests in and replies out, and decides nothing.
 *
 * <p>Decision: every spelling of a path is turned into one before anything is looked for at it, because the servers differ in how they
 * match double and trailing slashes.
 *
 * <p>Decision: events come in through a servlet filter, not through JAX-RS. A suspended JAX-RS request costs Open Liberty a JNDI look-up
 * and a managed task, more than all the gateway does with a single event (measured). Replies that had to wait for the disk are sent from
 * threads of their own: the thread that completes an append writes for all, and must not wait for one slow reader.
 */
package org.eventgateway.war.rest;
