package org.eventgateway.it;

class RealClientsAtContextRootIT extends RealClients {
    RealClientsAtContextRootIT() {
        super(ServerUnderTest.gateway("clients-at-context-root").contextRoot("/smc-plugin"));
    }
}
