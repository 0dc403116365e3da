package org.eventgateway.war.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.time.Clock;
import java.time.Instant;

/** A stream that may be read until a point in time. For one thread. */
final class TimedStream extends FilterInputStream {
    private final Clock clock;
    private final Instant end;

    TimedStream(InputStream stream, Clock clock, Instant end) {
        super(stream);
        this.clock = clock;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        check(next);
        return next;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        check(count);
        return count;
    }

    /** A body that has come to its end is welcome however long it took. */
    private void check(int read) throws TooSlowException {
        if (read >= 0 && clock.instant().isAfter(end)) {
            throw new TooSlowException();
        }
    }

    /** The time is over. */
    static final class TooSlowException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;
    }
}
