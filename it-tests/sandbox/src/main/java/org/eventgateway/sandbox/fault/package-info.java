/**
 * Faults on demand. A fault waits until a matching request comes, is played on it, and is gone after as many requests as
 * it was made for. Faults that say the request was not carried out are played before access and quota are looked at, as
 * a proxy in front of the API would.
 */
package org.eventgateway.sandbox.fault;
