package org.eventgateway.plugin.testkit;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bodies that arrive slowly or break off. */
final class InputStreams {
    private InputStreams() {}

    /** Breaks with an {@link IOException} when half of the bytes have been read. */
    static InputStream breaking(byte[] body) {
        return new Halting(body, read -> {
            throw new IOException("the connection of the test broke");
        });
    }

    /** Does something when half of the bytes have been read, before the rest is handed out. */
    static InputStream pausing(byte[] body, Runnable halfway) {
        return new Halting(body, read -> halfway.run());
    }

    /** What happens halfway. */
    private interface Halfway {
        void reached(int read) throws IOException;
    }

    /** Hands out one byte array in small pieces and stops once in its middle. */
    private static final class Halting extends FilterInputStream {
        private static final int PIECE = 64;

        private final int half;
        private final Halfway halfway;
        private int read;
        private boolean stopped;

        Halting(byte[] body, Halfway halfway) {
            super(new ByteArrayInputStream(body));
            this.half = body.length / 2;
            this.halfway = halfway;
        }

        @Override
        public int available() {
            // Else readers go on until their buffer is full and see the whole of a small body at once.
            return 0;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int at, int count) throws IOException {
            if (!stopped && read >= half) {
                stopped = true;
                halfway.reached(read);
            }
            int got = super.read(target, at, Math.min(count, PIECE));
            read += Math.max(got, 0);
            return got;
        }
    }
}
