package org.eventgateway.engine.plugins;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.eventgateway.plugin.Plugin;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one plugin's jar: from the jar first, so that two plugins may hold different versions of one library. Only
 * what must be the same class on both sides comes from above: the contract, the JDK and the platform's APIs. Thread-safe.
 */
final class JarLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    /** A second copy in the jar would be another class, and the plugin none of ours. */
    private static final List<String> SHARED =
            List.of("java.", "jakarta.", "org.eclipse.microprofile.", Plugin.class.getPackageName() + ".");

    private static final String SERVICE = "META-INF/services/" + Plugin.class.getName();

    JarLoader(String jarName, URL jar, ClassLoader parent) {
        super(jarName, new URL[] {jar}, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> found = findLoadedClass(name);
            if (found == null) {
                found = SHARED.stream().anyMatch(name::startsWith) ? getParent().loadClass(name) : ownFirst(name);
            }
            if (resolve) {
                resolveClass(found);
            }
            return found;
        }
    }

    private Class<?> ownFirst(String name) throws ClassNotFoundException {
        try {
            return getPlatformClassLoader().loadClass(name);
        } catch (ClassNotFoundException notOfTheJdk) {
            try {
                return findClass(name);
            } catch (ClassNotFoundException notInTheJar) {
                return getParent().loadClass(name);
            }
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null || name.equals(SERVICE) ? own : getParent().getResource(name);
    }

    /** The jar's own first. The list of plugins is the jar's alone: the gateway's own are found elsewhere. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (name.equals(SERVICE)) {
            return findResources(name);
        }
        List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
        all.addAll(Collections.list(getParent().getResources(name)));
        return Collections.enumeration(all);
    }
}
