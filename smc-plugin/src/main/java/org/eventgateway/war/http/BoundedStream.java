package org.eventgateway.war.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;

/** A stream that may be read up to a number of bytes. For one thread. */
final class BoundedStream extends FilterInputStream {
    private long left;

    BoundedStream(InputStream stream, long most) {
        super(stream);
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        // One byte more than the limit tells whether the body is longer.
        int count = super.read(bytes, from, (int) Math.min(length, left + 1));
        count(Math.max(0, count));
        return count;
    }

    @Override
    public long skip(long count) {
        // What is skipped would not be counted; whoever asks reads instead.
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int bytes) throws TooLargeException {
        left -= bytes;
        if (left < 0) {
            throw new TooLargeException();
        }
    }

    /** The stream is longer. */
    static final class TooLargeException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;
    }
}
