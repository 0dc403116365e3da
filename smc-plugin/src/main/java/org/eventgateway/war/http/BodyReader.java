package org.eventgateway.war.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eventgateway.plugin.Reason;

/**
 * Reads the body of a request, and of a packed one what it unpacks to, up to a limit: a body that claims or turns out to be longer
 * is not read to its end. Called on request threads; thread-safe.
 *
 * <p>A body that drips is cut after its time: a server's read time-out begins anew with each byte, so a few senders could hold all of
 * its threads. One that stops altogether is cut by that time-out.
 *
 * @param limit the most bytes of a body, unpacked
 * @param time how long a body may take
 * @param memory what bodies may be held in, shared by all readers
 * @param clock what measures the time
 */
public record BodyReader(int limit, Duration time, BodyMemory memory, Clock clock) {
    private static final int FIRST_ROOM = 8_192;
    /** Memory is given for what has come, not for what is announced. */
    private static final int LARGEST_FIRST_ROOM = 262_144;

    private static final Reason MEMORY_SPENT = Reason.throttled(
            "body_memory_spent", "The gateway holds as many bodies as it has memory for. Send again a little later.");
    private static final Reason NEVER_ENOUGH_MEMORY = Reason.event(
            "body_too_large", "The body needs more memory than this server gives to bodies; send smaller batches.");

    private static final int GZIP_MAGIC = 0x1F8B;

    /**
     * Reads the body to its end.
     *
     * @return what has to be closed when the request is done
     */
    public Body read(RequestHead head, InputStream stream) throws UnacceptableBodyException {
        Optional<Long> announced = head.contentLength();
        if (announced.isPresent() && announced.get() > limit) {
            throw tooLarge();
        }
        int room = announced
                .map(length -> (int) Math.min(length, LARGEST_FIRST_ROOM))
                .orElse(FIRST_ROOM);
        try {
            return fill(
                    unpacked(
                            head, new TimedStream(stream, clock, clock.instant().plus(time))),
                    room);
        } catch (IOException e) {
            throw unacceptable(e);
        }
    }

    /** Opens the body as a stream within the same limits, for bodies that need not be held. */
    public InputStream open(RequestHead head, InputStream stream) throws IOException, UnacceptableBodyException {
        if (head.contentLength().filter(length -> length > limit).isPresent()) {
            throw tooLarge();
        }
        TimedStream timed = new TimedStream(stream, clock, clock.instant().plus(time));
        return new BoundedStream(unpacked(head, timed), limit);
    }

    /** What to answer when reading a body failed like this. */
    public UnacceptableBodyException unacceptable(IOException e) {
        if (e instanceof BoundedStream.TooLargeException) {
            return tooLarge();
        }
        if (e instanceof TimedStream.TooSlowException) {
            return new UnacceptableBodyException(
                    408, Reason.event("body_too_slow", "The body took longer than " + time.toSeconds() + " seconds."));
        }
        if (e instanceof ZipException) {
            return new UnacceptableBodyException(
                    400, Reason.event("invalid_gzip", "The body is announced as gzip and cannot be unpacked."));
        }
        return new UnacceptableBodyException(
                400, Reason.event("incomplete_body", "The body ended early or could not be read."));
    }

    private static InputStream unpacked(RequestHead head, InputStream stream)
            throws IOException, UnacceptableBodyException {
        String encoding = head.header("content-encoding").orElse("identity").toLowerCase(Locale.ROOT);
        switch (encoding) {
            case "identity" -> {
                return stream;
            }
            case "gzip", "x-gzip" -> {
                BufferedInputStream packed = new BufferedInputStream(stream);
                // A server in front may have unpacked it and left the header.
                return isGzip(packed) ? new GZIPInputStream(packed, FIRST_ROOM) : packed;
            }
            default ->
                throw new UnacceptableBodyException(
                        415,
                        Reason.event(
                                "unsupported_encoding", "Send the body as it is or packed with gzip, no other way."));
        }
    }

    private static boolean isGzip(BufferedInputStream stream) throws IOException {
        stream.mark(2);
        int magic = stream.read() << 8 | stream.read();
        stream.reset();
        return magic == GZIP_MAGIC;
    }

    private Body fill(InputStream stream, int room) throws IOException, UnacceptableBodyException {
        BodyMemory.Share share = memory.share();
        try {
            return fill(stream, room, share);
        } catch (IOException | UnacceptableBodyException | RuntimeException | Error e) {
            share.close();
            throw e;
        }
    }

    private Body fill(InputStream stream, int room, BodyMemory.Share share)
            throws IOException, UnacceptableBodyException {
        byte[] bytes = room(share, Math.max(1, room));
        int length = 0;
        while (true) {
            if (length == bytes.length) {
                // One byte more than the limit tells whether the body is longer.
                int next = stream.read();
                if (next < 0) {
                    return new Body(bytes, length, share);
                }
                if (length == limit) {
                    throw tooLarge();
                }
                bytes = larger(share, bytes);
                bytes[length++] = (byte) next;
            }
            int count = stream.read(bytes, length, bytes.length - length);
            if (count < 0) {
                return new Body(bytes, length, share);
            }
            length += count;
        }
    }

    private byte[] larger(BodyMemory.Share share, byte[] bytes) throws UnacceptableBodyException {
        // While it is copied, both arrays are there.
        byte[] larger = room(share, (int) Math.min(limit, 2L * bytes.length));
        System.arraycopy(bytes, 0, larger, 0, bytes.length);
        share.give(bytes.length);
        return larger;
    }

    private static byte[] room(BodyMemory.Share share, int bytes) throws UnacceptableBodyException {
        if (share.take(bytes)) {
            return new byte[bytes];
        }
        throw share.fits(bytes)
                ? new UnacceptableBodyException(503, MEMORY_SPENT)
                : new UnacceptableBodyException(400, NEVER_ENOUGH_MEMORY);
    }

    private UnacceptableBodyException tooLarge() {
        return new UnacceptableBodyException(
                400,
                Reason.event("body_too_large", "The body has more than " + limit + " bytes; send smaller batches."));
    }
}
