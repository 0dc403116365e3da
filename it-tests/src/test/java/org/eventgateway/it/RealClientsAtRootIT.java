package org.eventgateway.it;

class RealClientsAtRootIT extends RealClients {
    RealClientsAtRootIT() {
        super(ServerUnderTest.gateway("clients-at-root"));
    }
}
