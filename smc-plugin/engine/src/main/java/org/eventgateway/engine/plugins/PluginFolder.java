package org.eventgateway.engine.plugins;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.Reason;

/**
 * A folder of plugins that were dropped in beside the gateway, one jar each, with a class loader of its own for each. Opened once at
 * start, by whoever embeds the engine, and closed after the gateway; jars that come or change meanwhile are seen at the next start.
 */
public final class PluginFolder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PluginFolder.class.getName());
    private static final String SERVICE = "META-INF/services/" + Plugin.class.getName();

    private final List<JarLoader> loaders = new ArrayList<>();
    private FoundPlugins found = FoundPlugins.NONE;

    private PluginFolder() {}

    /** Stands for no folder: nothing is found in it. */
    public static PluginFolder none() {
        return new PluginFolder();
    }

    /**
     * Loads what is in the folder, in the order of the names of the jars.
     *
     * @param parent the loader that the gateway's own classes come from
     */
    public static PluginFolder open(Path folder, ClassLoader parent) {
        PluginFolder opened = new PluginFolder();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            List<Path> sorted = new ArrayList<>();
            jars.forEach(sorted::add);
            sorted.sort(null);
            sorted.forEach(jar -> opened.add(jar, parent));
        } catch (IOException | DirectoryIteratorException e) {
            opened.refuse(
                    folder, "plugin_folder", "The plugin folder cannot be read. Give the server's user the right to.");
        }
        return opened;
    }

    /** The plugins of all jars, and the jars that are broken. */
    public FoundPlugins found() {
        return found;
    }

    /** Lets the jars go. No class of a plugin can be loaded any more. */
    @Override
    public void close() {
        for (JarLoader loader : loaders) {
            try {
                loader.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "The plugin jar {0} cannot be closed", loader.getName());
            }
        }
        loaders.clear();
    }

    private void add(Path jar, ClassLoader parent) {
        try (JarFile content = new JarFile(jar.toFile())) {
            if (content.getEntry(SERVICE) == null) {
                refuse(
                        jar,
                        "plugin_not_named",
                        "The jar names no plugin in " + SERVICE
                                + ". If it is a library, put it into the jar of the plugin that needs it.");
                return;
            }
            JarLoader loader =
                    new JarLoader(jar.getFileName().toString(), jar.toUri().toURL(), parent);
            loaders.add(loader);
            found = found.and(PluginSearch.in(loader, loader.getName()));
        } catch (IOException e) {
            refuse(jar, "plugin_not_a_jar", "The file cannot be read as a jar. Put it there again, complete.");
        }
    }

    private void refuse(Path file, String code, String text) {
        String name = String.valueOf(file.getFileName());
        PluginStatus status = new PluginStatus(name, "", "", Optional.of(Reason.configuration(code, text)));
        found = found.and(new FoundPlugins(List.of(), List.of(status)));
    }
}
