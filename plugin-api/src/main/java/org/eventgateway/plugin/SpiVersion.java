package org.eventgateway.plugin;

/**
 * The version of this contract that a plugin was built for. The major number changes when an existing plugin would break; a
 * plugin with another major number than {@link #CURRENT} is refused and listed with both versions.
 *
 * @param major breaking changes, at least 1
 * @param minor additions, at least 0
 */
public record SpiVersion(int major, int minor) {

    /** The version of this jar. Plugins return it as a constant, so that it is fixed when they are compiled. */
    public static final SpiVersion CURRENT = new SpiVersion(1, 0);

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
