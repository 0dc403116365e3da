/**
 * Integration tests: the WAR as {@code smc-plugin} built it, on real servers, talking to the sandbox in a server process of its
 * own. A test never looks into the sandbox: it asks through SMC's own calls. Every request the sandbox received in a class is
 * checked against the contract, which was written apart from both sides.
 */
package org.eventgateway.it;
