package org.eventgateway.smc.source.record;

import java.nio.charset.Charset;
import java.util.Locale;

/** How wide a charset's code units are: enough to find line breaks, quotes and braces without decoding. */
enum Units {
    /** One byte; holds for UTF-8 and all charsets that contain ASCII. */
    BYTE(1),
    /** Two bytes, high byte first. */
    UTF_16_BE(2),
    /** Two bytes, low byte first. */
    UTF_16_LE(2);

    private final int width;

    Units(int width) {
        this.width = width;
    }

    int width() {
        return width;
    }

    int read(byte[] bytes, int at) {
        return switch (this) {
            case BYTE -> bytes[at] & 0xff;
            case UTF_16_BE -> (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
            case UTF_16_LE -> (bytes[at + 1] & 0xff) << 8 | (bytes[at] & 0xff);
        };
    }

    void write(char unit, byte[] bytes, int at) {
        switch (this) {
            case BYTE -> bytes[at] = (byte) unit;
            case UTF_16_BE -> {
                bytes[at] = (byte) (unit >> 8);
                bytes[at + 1] = (byte) unit;
            }
            case UTF_16_LE -> {
                bytes[at] = (byte) unit;
                bytes[at + 1] = (byte) (unit >> 8);
            }
        }
    }

    static Units of(Charset charset) {
        return switch (charset.name().toUpperCase(Locale.ROOT)) {
            case "UTF-16", "UTF-16BE" -> UTF_16_BE;
            case "UTF-16LE" -> UTF_16_LE;
            default -> BYTE;
        };
    }
}
