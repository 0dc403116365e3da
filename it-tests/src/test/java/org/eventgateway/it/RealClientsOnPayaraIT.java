package org.eventgateway.it;

import org.junit.jupiter.api.Tag;

@Tag(ServerUnderTest.NAMED)
class RealClientsOnPayaraIT extends RealClients {
    RealClientsOnPayaraIT() {
        super(PayaraMicro.gateway("clients-on-payara").contextRoot("/smc-plugin"));
    }
}
