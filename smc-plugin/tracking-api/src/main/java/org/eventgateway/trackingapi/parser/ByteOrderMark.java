package org.eventgateway.trackingapi.parser;

/** The mark that some senders put before UTF-8. */
final class ByteOrderMark {
    private ByteOrderMark() {}

    /** How many bytes of the body it takes: three or none. */
    static int length(byte[] body, int length) {
        return length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF ? 3 : 0;
    }
}
