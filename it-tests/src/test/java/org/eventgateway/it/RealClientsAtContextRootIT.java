package org.eventgateway.it;

class RealClientsAtContextRootIT extends RealClients {
    RealClientsAtContextRootIT() {
        super("clients-at-context-root", "/smc-plugin");
    }
}
