/**
 * Which operations there are and where they live. An operation is at once a route, a right of a service account and the
 * key under which its endpoint is registered.
 */
package org.eventgateway.sandbox.api;
