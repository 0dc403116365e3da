package org.eventgateway.it;

import org.junit.jupiter.api.Tag;

@Tag("payara-server")
class RealClientsOnPayaraServerIT extends RealClients {
    RealClientsOnPayaraServerIT() {
        super(PayaraServer.gateway("clients-on-payara-server").contextRoot("/smc-plugin"));
    }
}
