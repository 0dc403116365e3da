package org.eventgateway.it;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR that {@code smc-plugin} built, byte for byte. */
final class DeployedWar {
    private DeployedWar() {}

    static WebArchive archive() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("it.smc.war")));
    }
}
