/**
 * Where the gateway's settings and plugins come from in a server: MicroProfile Config and {@link java.util.ServiceLoader}.
 *
 * <p>Decision: only declared keys are read, one by one. Listing keys is not portable: environment variables are listed differently
 * by the servers, while reading a known key works on all.
 */
package org.eventgateway.war.config;
