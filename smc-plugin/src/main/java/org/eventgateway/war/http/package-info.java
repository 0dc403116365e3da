/**
 * What the doors know of HTTP: the head of a request, its body within a bound, the reply.
 *
 * <p>Decision: plain classes, no JAX-RS. The rules of the doors can be tested without a server, and the resources only carry
 * requests in and replies out.
 */
package org.eventgateway.war.http;
