/**
 * Keeps below SMC's limit of requests per API key, so that the limit is not found out by being refused.
 *
 * <p>Decision: a token bucket for each key, held by the plugin and shared by all connections that use the key, since SMC counts per
 * key and not per connection (vendor page on rate limits: 2,500 requests a minute, all paths together). Nobody waits in it: who
 * gets no token learns when to come back.
 */
package org.eventgateway.smc.quota;
