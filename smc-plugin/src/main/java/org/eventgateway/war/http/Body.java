package org.eventgateway.war.http;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The unpacked body of a request, which holds a share of the {@link BodyMemory} until it is closed. Until then whoever reads it may keep
 * the array, nobody may change it.
 */
public final class Body implements AutoCloseable {
    private final byte[] bytes;
    private final int length;
    private final BodyMemory.Share share;

    /**
     * Takes over an array.
     *
     * @param bytes may be longer than the body
     * @param length how many of them are the body
     * @param share the memory for all of them
     */
    Body(byte[] bytes, int length, BodyMemory.Share share) {
        this.bytes = bytes;
        this.length = length;
        this.share = share;
    }

    /** The bytes; only the first {@link #length} count. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** Takes memory for what else this body becomes, until it is closed; answers whether it was there. */
    public boolean grow(int more) {
        return share.take(more);
    }

    /** Does something with the body, and closes it when that is done, whatever comes of it. */
    public <T> CompletableFuture<T> closeAfter(Function<Body, CompletableFuture<T>> work) {
        CompletableFuture<T> outcome;
        try {
            outcome = work.apply(this);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        return outcome.whenComplete((done, failure) -> close());
    }

    /** Gives its memory back. */
    @Override
    public void close() {
        share.close();
    }

    /** Tells its size, not its content. */
    @Override
    public String toString() {
        return "Body[" + length + "]";
    }
}
