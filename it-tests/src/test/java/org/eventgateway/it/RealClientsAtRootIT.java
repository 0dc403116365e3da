package org.eventgateway.it;

class RealClientsAtRootIT extends RealClients {
    RealClientsAtRootIT() {
        super(Liberty.gateway("clients-at-root"));
    }
}
