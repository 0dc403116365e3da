package org.eventgateway.engine.pickup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eventgateway.engine.source.StoppedException;

/** A stream that ends with an exception when the gateway stops, so that a large file does not hold the stop up. For one thread. */
final class StoppableStream extends FilterInputStream {
    private final Stop stop;

    StoppableStream(InputStream in, Stop stop) {
        super(in);
        this.stop = stop;
    }

    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        check();
        return super.read(bytes, from, length);
    }

    private void check() {
        if (stop.told()) {
            throw new StoppedException();
        }
    }
}
