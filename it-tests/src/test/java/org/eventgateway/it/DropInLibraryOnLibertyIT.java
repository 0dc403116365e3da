package org.eventgateway.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** The server's own way: a library of server.xml that only this application sees. */
@Tag(ServerUnderTest.NAMED)
class DropInLibraryOnLibertyIT extends DropInPlugins {
    @Override
    ServerProcess.Builder<?> gateway() {
        return Liberty.gatewayWithLibrary("drop-in-library");
    }

    @Override
    Path pluginFolder(ServerProcess server) {
        try {
            return Files.createDirectories(((Liberty) server).libraryFolder());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The server itself passes over a file that is no jar, and says so in its log. */
    @Override
    void assertBroken(Gateway gateway) {}
}
