package org.eventgateway.war.http;

/** The unpacked body of a request. Whoever reads it may keep the array, nobody may change it. */
public final class Body {
    private final byte[] bytes;
    private final int length;

    /**
     * Takes over an array.
     *
     * @param bytes may be longer than the body
     * @param length how many of them are the body
     */
    Body(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** The bytes; only the first {@link #length} count. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** Tells its size, not its content. */
    @Override
    public String toString() {
        return "Body[" + length + "]";
    }
}
