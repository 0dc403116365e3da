/**
 * Rows as bytes: encoded once, sent as they are, split without encoding again.
 *
 * <p>Decision: SMC takes bulk data as an array of arrays (vendor Swagger 2020). Such a body is never built as one text; all rows of
 * a batch lie in one buffer, and a call is a choice of them that is copied to the connection.
 */
package org.eventgateway.smc.row;
