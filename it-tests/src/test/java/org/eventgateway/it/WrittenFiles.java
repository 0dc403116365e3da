package org.eventgateway.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All that a server wrote, but for its settings, the jars it unpacked and the data folder, which holds events for a living. */
final class WrittenFiles {
    private final List<Path> files;

    private WrittenFiles(List<Path> files) {
        this.files = files;
    }

    static WrittenFiles of(ServerProcess server) {
        try (Stream<Path> all = Files.walk(server.folder())) {
            return new WrittenFiles(all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(server.dataFolder()))
                    .filter(file ->
                            !server.settingsFiles().contains(file.getFileName().toString()))
                    .filter(file -> !file.toString().endsWith(".jar"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> names() {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }

    /** The lines that hold a text, with the names of their files. */
    Set<String> linesWith(String text) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files) {
            for (String line : Files.readAllLines(file, ISO_8859_1)) {
                if (line.contains(text)) {
                    found.add(file.getFileName() + ": " + line);
                }
            }
        }
        return found;
    }
}
