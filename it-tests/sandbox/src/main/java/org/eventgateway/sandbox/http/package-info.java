/**
 * Requests and replies without a server. The core answers values, so that the same rules run behind a servlet, behind the
 * JDK's server and in a plain unit test. A request that the API refuses as a whole leaves the endpoint as a {@link
 * org.eventgateway.sandbox.http.RefusedRequest}, which carries the finished reply: checks sit deep inside the endpoints,
 * and every one of them ends the request.
 */
package org.eventgateway.sandbox.http;
