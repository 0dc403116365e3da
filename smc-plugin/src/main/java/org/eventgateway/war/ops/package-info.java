/**
 * What an operator can see and do: connections, plugins, dead letters.
 *
 * <p>Decision: no payload in a list. The one view that shows an event is that of a single dead letter.
 */
package org.eventgateway.war.ops;
