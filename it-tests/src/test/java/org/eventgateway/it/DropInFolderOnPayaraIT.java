package org.eventgateway.it;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag(ServerUnderTest.NAMED)
class DropInFolderOnPayaraIT extends DropInPlugins {
    @Override
    ServerProcess.Builder<?> gateway() {
        return PayaraMicro.gateway("drop-in-folder-on-payara")
                .contextRoot("/smc-plugin")
                .pluginFolder();
    }

    @Override
    Path pluginFolder(ServerProcess server) {
        return server.pluginFolder();
    }
}
