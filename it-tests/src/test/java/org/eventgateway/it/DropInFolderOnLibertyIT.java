package org.eventgateway.it;

import java.nio.file.Path;

class DropInFolderOnLibertyIT extends DropInPlugins {
    @Override
    ServerProcess.Builder<?> gateway() {
        return Liberty.gateway("drop-in-folder").pluginFolder();
    }

    @Override
    Path pluginFolder(ServerProcess server) {
        return server.pluginFolder();
    }
}
