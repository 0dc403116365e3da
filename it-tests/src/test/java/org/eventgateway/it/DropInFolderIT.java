package org.eventgateway.it;

import java.nio.file.Path;

class DropInFolderIT extends DropInPlugins {
    @Override
    ServerProcess.Builder<?> gateway() {
        return ServerUnderTest.gateway("drop-in-folder").pluginFolder();
    }

    @Override
    Path pluginFolder(ServerProcess server) {
        return server.pluginFolder();
    }
}
