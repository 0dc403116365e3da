package org.eventgateway.it;

class RealClientsOnPayaraIT extends RealClients {
    RealClientsOnPayaraIT() {
        super(PayaraMicro.gateway("clients-on-payara").contextRoot("/smc-plugin"));
    }
}
