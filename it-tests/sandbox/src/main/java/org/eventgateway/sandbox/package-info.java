/**
 * A strict local stand-in for Selligent Marketing Cloud's REST API. The core is plain Java without a server and without
 * waiting, on an injected clock; {@link org.eventgateway.sandbox.SandboxServer} and the servlets of the {@code web}
 * package are thin shells around it. Where the vendor's public documents are silent, the sandbox refuses rather than
 * guesses, so that what works here makes no assumption; each such choice is written down beside its code.
 */
package org.eventgateway.sandbox;
