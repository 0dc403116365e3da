package org.eventgateway.it;

import org.junit.jupiter.api.Tag;

/** The same WAR on Jakarta EE 11 and MicroProfile 7.1: what is compiled against EE 10 must run on what comes next. */
@Tag(ServerUnderTest.NAMED)
class RealClientsOnNewerPlatformIT extends RealClients {
    RealClientsOnNewerPlatformIT() {
        super(Liberty.gatewayOnNewerPlatform("clients-on-newer-platform"));
    }
}
