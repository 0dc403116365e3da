package org.eventgateway.engine.plugins;

import java.util.ServiceConfigurationError;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.SpiVersion;

/** Says of an error met while a plugin was loaded what an operator can do about it. The texts name classes, never their contents. */
final class WhyBroken {
    private WhyBroken() {}

    static Reason of(Throwable error) {
        Throwable cause = error;
        while (cause instanceof ServiceConfigurationError && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof UnsupportedClassVersionError) {
            return Reason.configuration(
                    "plugin_java_version",
                    "A class was compiled for a newer Java than the "
                            + Runtime.version().feature()
                            + " of this server (" + cause.getMessage()
                            + "). Use a build of the plugin for this Java, or run the server on a newer one.");
        }
        if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
            return Reason.configuration(
                    "plugin_class_missing",
                    "A class is missing: " + cause.getMessage()
                            + ". Use a jar that holds all the plugin's libraries, built for SPI " + SpiVersion.CURRENT
                            + ".");
        }
        if (cause instanceof LinkageError) {
            return Reason.configuration(
                    "plugin_misfit",
                    "A class does not fit: " + cause + ". Use a version of the plugin built for SPI "
                            + SpiVersion.CURRENT + ".");
        }
        if (cause instanceof SecurityException) {
            // A signed library that was packed into the jar left its signature there, for a content that is gone.
            return Reason.configuration(
                    "plugin_signature",
                    "Java refuses the jar, most likely because its content does not match a signature in it. Remove META-INF/*.SF, "
                            + "*.RSA, *.DSA and *.EC from the jar.");
        }
        if (cause instanceof ServiceConfigurationError) {
            return Reason.configuration(
                    "plugin_file", "The plugin cannot be made: " + cause.getMessage() + ". Report it to its maker.");
        }
        return Reason.internal(
                "plugin_failed",
                "The plugin failed with " + cause.getClass().getName() + " when it was made. Report it to its maker.");
    }
}
