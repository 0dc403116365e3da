package org.eventgateway.it;

class RealClientsAtContextRootIT extends RealClients {
    RealClientsAtContextRootIT() {
        super(Liberty.gateway("clients-at-context-root").contextRoot("/smc-plugin"));
    }
}
