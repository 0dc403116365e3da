package org.eventgateway.plugin;

/**
 * The version of this contract that a plugin was built for. The major number changes when an existing plugin would break; a
 * plugin with another major number than {@link #CURRENT} is refused and listed with both versions.
 *
 * @param major breaking changes, at least 1
 * @param minor additions, at least 0
 */
public record SpiVersion(int major, int minor) {

    /** The major number of this jar; the compiler copies it into the plugin that names it. */
    public static final int MAJOR = 1;

    /** The minor number of this jar; the compiler copies it into the plugin that names it. */
    public static final int MINOR = 0;

    /**
     * The version of this jar, for the gateway. A plugin must not return it, because it would read it from the gateway it runs on;
     * it returns {@code new SpiVersion(SpiVersion.MAJOR, SpiVersion.MINOR)}, which is fixed when the plugin is compiled.
     */
    public static final SpiVersion CURRENT = new SpiVersion(MAJOR, MINOR);

    public SpiVersion {
        if (major < 1 || minor < 0) {
            throw new IllegalArgumentException("an SPI version looks like 1.0, was " + major + "." + minor);
        }
    }

    /** Tells whether a gateway of version {@code gateway} can run a plugin of this version. */
    public boolean runsOn(SpiVersion gateway) {
        return major == gateway.major && minor <= gateway.minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
