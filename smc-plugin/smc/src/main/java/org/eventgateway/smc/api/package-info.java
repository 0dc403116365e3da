/**
 * SMC's REST API as this plugin uses it: a typed client, and around it what the vendor's API needs of a caller.
 *
 * <p>Decisions: {@link org.eventgateway.smc.api.SmcApi} is a MicroProfile REST Client interface, built without CDI, so that it works
 * on every server and in a plain JVM. Its methods answer the raw response, since an error may come as an object, a string, text or
 * a web page, and success is not known by the status (vendor Swagger 2020 and portal); {@link org.eventgateway.smc.api.SmcClient}
 * reads it and answers a {@link org.eventgateway.smc.api.Reply}. The client of the server has no total time-out, so each call runs
 * on a thread of its own that a watchdog leaves behind and cuts. DELETE with a body is declared as POST and turned by a filter,
 * because clients drop the entity of a declared DELETE.
 */
package org.eventgateway.smc.api;
