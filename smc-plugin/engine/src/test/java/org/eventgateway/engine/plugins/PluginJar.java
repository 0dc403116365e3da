package org.eventgateway.engine.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A plugin's jar as somebody else would build it: sources compiled on the spot, and what can be wrong with such a jar. */
final class PluginJar {
    private final List<Source> sources = new ArrayList<>();
    private final List<String> services = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private int classFileVersion;
    private boolean signed;
    private boolean changedAfterwards;

    /** A plugin whose deliveries append a line to a file: what its own copy of {@code lib.Library} says, and the payload. */
    static PluginJar writingPlugin(String name, String library) {
        return new PluginJar()
                .source("lib.Library", "package lib; public class Library { " + library + " }")
                .plugin(name, "lib.Library.says()", "");
    }

    /** A plugin of some name. */
    static PluginJar plugin(String name) {
        return new PluginJar().plugin(name, "\"\"", "");
    }

    /** A plugin whose class has one more member or static block. */
    static PluginJar pluginWith(String name, String member) {
        return new PluginJar().plugin(name, "\"\"", member);
    }

    private PluginJar plugin(String name, String prefix, String member) {
        services.add("third." + name + ".ThePlugin");
        return source("third." + name + ".ThePlugin", """
                package third.%1$s;
                import java.nio.charset.StandardCharsets;
                import java.nio.file.*;
                import java.util.*;
                import org.eventgateway.plugin.*;
                import org.eventgateway.plugin.destination.*;
                import org.eventgateway.plugin.event.*;
                import org.eventgateway.plugin.settings.*;
                public class ThePlugin implements Plugin, DestinationFactory {
                    static final Setting<Path> FILE = Setting.required("file", SettingType.PATH, "Where to write.");
                    %3$s
                    public String name() { return "%1$s"; }
                    public String version() { return "1"; }
                    public SpiVersion spiVersion() { return new SpiVersion(SpiVersion.MAJOR, SpiVersion.MINOR); }
                    public List<DestinationFactory> destinations() { return List.of(this); }
                    public Set<EventType> eventTypes() { return EnumSet.of(EventType.TRACK); }
                    public SettingsSchema settings() { return SettingsSchema.of(FILE); }
                    public Destination open(DestinationContext context) {
                        Path file = context.settings().get(FILE);
                        return new Destination() {
                            public DeliveryResult deliver(Batch batch) {
                                Map<Long, Outcome> outcomes = new HashMap<>();
                                for (Batch.Item item : batch.items()) {
                                    try {
                                        Files.writeString(file, %2$s + " " + item.event().messageId() + "\\n",
                                                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                                    } catch (java.io.IOException e) {
                                        throw new java.io.UncheckedIOException(e);
                                    }
                                    outcomes.put(item.id(), Outcome.DELIVERED);
                                }
                                return new DeliveryResult.Settled(outcomes);
                            }
                            public CheckReport check() { throw new UnsupportedOperationException(); }
                            public Preview preview(Event event) { throw new UnsupportedOperationException(); }
                            public Erasure erase(Person person) { throw new UnsupportedOperationException(); }
                            public void close() {}
                        };
                    }
                }
                """.formatted(name, prefix, member));
    }

    PluginJar source(String className, String text) {
        sources.add(new Source(className, text));
        return this;
    }

    /** Names one more provider, which need not be there. */
    PluginJar service(String className) {
        services.add(className);
        return this;
    }

    PluginJar noService() {
        services.clear();
        return this;
    }

    /** The class is compiled against, but is not in the jar. */
    PluginJar without(String className) {
        leftOut.add(className);
        return this;
    }

    /** Stamps the class files with a version of another Java. */
    PluginJar classFileVersion(int version) {
        classFileVersion = version;
        return this;
    }

    /** Signs it. */
    PluginJar signed() {
        signed = true;
        return this;
    }

    /** Repacks it with its signature and another manifest, as a tool does that puts libraries into one jar. */
    PluginJar changedAfterwards() {
        changedAfterwards = true;
        return this;
    }

    /** Compiles and packs it; the class files are gone afterwards. */
    Path write(Path folder, String fileName) {
        try {
            Path classes = Files.createTempDirectory("plugin-classes");
            try {
                compile(classes);
                Path jar = pack(classes, folder.resolve(fileName));
                if (signed) {
                    Signature.sign(jar);
                }
                if (changedAfterwards) {
                    Signature.changeManifest(jar);
                }
                return jar;
            } finally {
                delete(classes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String entry = classes.relativize(file).toString().replace('\\', '/');
                if (!leftOut.contains(entry.replace('/', '.').replaceAll("(\\$.*)?\\.class$", ""))) {
                    add(out, entry, stamped(Files.readAllBytes(file)));
                }
            }
            if (!services.isEmpty()) {
                String names = String.join("\n", services) + "\n";
                add(out, "META-INF/services/org.eventgateway.plugin.Plugin", names.getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void compile(Path classes) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests need a JDK");
        List<String> options = List.of(
                "--release",
                "17",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"));
        if (!compiler.getTask(null, null, null, options, null, sources).call()) {
            throw new IllegalStateException("the sources of the test's plugin do not compile");
        }
    }

    private byte[] stamped(byte[] classFile) {
        if (classFileVersion > 0) {
            classFile[7] = (byte) classFileVersion;
        }
        return classFile;
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
