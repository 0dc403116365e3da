package org.eventgateway.it;

class RealClientsAtRootIT extends RealClients {
    RealClientsAtRootIT() {
        super("clients-at-root", "");
    }
}
