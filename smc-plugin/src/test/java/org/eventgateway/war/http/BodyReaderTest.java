package org.eventgateway.war.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies are read up to a bound, packed or not. */
class BodyReaderTest {
    private static final int LIMIT = 20_000;
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final BodyMemory MEMORY = new BodyMemory(Integer.MAX_VALUE);
    private static final BodyReader READER = new BodyReader(LIMIT, TIME, MEMORY, Clock.fixed(START, ZoneOffset.UTC));
    private static final RequestHead PLAIN = new RequestHead(Map.of(), true);
    private static final RequestHead GZIP = new RequestHead(Map.of("content-encoding", "GZIP"), true);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8_191, 8_192, 8_193, 16_384, 16_385, LIMIT - 1, LIMIT})
    void readsAnyLengthUpToTheLimitWithoutBeingToldIt(int length) throws UnacceptableBodyException {
        byte[] sent = bytes(length);
        Body body = READER.read(PLAIN, new ByteArrayInputStream(sent));
        assertThat(body.length()).isEqualTo(length);
        assertThat(Arrays.copyOf(body.bytes(), body.length())).isEqualTo(sent);
    }

    @Test
    void stopsReadingOneByteBehindTheLimit() {
        Counting endless = new Counting();
        assertThat(refusal(PLAIN, endless)).isEqualTo("400 body_too_large");
        assertThat(endless.count).isLessThanOrEqualTo(LIMIT + 1);
    }

    @Test
    void doesNotBelieveALengthThatIsTooShort() throws UnacceptableBodyException {
        RequestHead head = new RequestHead(Map.of("content-length", "3"), true);
        assertThat(READER.read(head, new ByteArrayInputStream(bytes(100))).length())
                .isEqualTo(100);
    }

    @Test
    void refusesAnAnnouncedExcessUnread() {
        Counting endless = new Counting();
        RequestHead head = new RequestHead(Map.of("content-length", Integer.toString(LIMIT + 1)), true);
        assertThat(refusal(head, endless)).isEqualTo("400 body_too_large");
        assertThat(endless.count).isZero();
    }

    @Test
    void unpacksGzip() throws UnacceptableBodyException, IOException {
        Body body = READER.read(GZIP, new ByteArrayInputStream(gzip(bytes(LIMIT))));
        assertThat(body.length()).isEqualTo(LIMIT);
    }

    @Test
    void cutsWhatUnpacksToMoreThanTheLimit() throws IOException {
        assertThat(refusal(GZIP, new ByteArrayInputStream(gzip(bytes(50 * LIMIT)))))
                .isEqualTo("400 body_too_large");
    }

    @Test
    void takesABodyThatTheServerHasUnpackedAlready() throws UnacceptableBodyException {
        assertThat(READER.read(GZIP, new ByteArrayInputStream("{}".getBytes(UTF_8)))
                        .length())
                .isEqualTo(2);
    }

    @Test
    void refusesBrokenAndCutGzip() throws IOException {
        byte[] whole = gzip(bytes(1_000));
        byte[] cut = Arrays.copyOf(whole, whole.length - 20);
        byte[] broken = whole.clone();
        broken[2] = 99;
        assertThat(refusal(GZIP, new ByteArrayInputStream(cut))).isEqualTo("400 incomplete_body");
        assertThat(refusal(GZIP, new ByteArrayInputStream(broken))).isEqualTo("400 invalid_gzip");
    }

    @Test
    void refusesOtherEncodings() {
        RequestHead head = new RequestHead(Map.of("content-encoding", "br"), true);
        assertThat(refusal(head, new Counting())).isEqualTo("415 unsupported_encoding");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cutsABodyThatDripsWhenItsTimeIsOver(boolean packed) throws IOException {
        Dripping dripping = new Dripping(packed ? gzip(bytes(10_000)) : bytes(10_000));
        assertThat(refusal(new BodyReader(LIMIT, TIME, MEMORY, dripping), packed ? GZIP : PLAIN, dripping.stream()))
                .isEqualTo("408 body_too_slow");
        assertThat(dripping.count).isEqualTo(TIME.toSeconds() + 1);
    }

    @Test
    void takesABodyThatEndsInTimeHoweverItDrips() {
        Dripping dripping = new Dripping(bytes((int) TIME.toSeconds()));
        assertThat(refusal(new BodyReader(LIMIT, TIME, MEMORY, dripping), PLAIN, dripping.stream()))
                .isEqualTo("accepted Body[30]");
    }

    @Test
    void takesMemoryForWhatHasComeUntilTheBodyIsClosed() throws UnacceptableBodyException {
        BodyMemory memory = new BodyMemory(1_000_000);
        Body body = limited(memory).read(PLAIN, new ByteArrayInputStream(bytes(10_000)));
        assertThat(memory.held()).isEqualTo(body.bytes().length);
        body.close();
        assertThat(memory.held()).isZero();
    }

    @Test
    void refusesForNowWhatThereIsNoMemoryFor() throws UnacceptableBodyException {
        BodyMemory memory = new BodyMemory(50_000);
        BodyReader reader = limited(memory);
        try (Body held = reader.read(PLAIN, new ByteArrayInputStream(bytes(LIMIT)))) {
            assertThat(held.length()).isEqualTo(LIMIT);
            assertThat(refusal(reader, PLAIN, new ByteArrayInputStream(bytes(LIMIT))))
                    .isEqualTo("503 body_memory_spent");
            assertThat(memory.held()).isEqualTo(LIMIT);
        }
        assertThat(refusal(reader, PLAIN, new ByteArrayInputStream(bytes(LIMIT))))
                .isEqualTo("accepted Body[20000]");
    }

    @Test
    void refusesForGoodWhatThereIsNeverMemoryFor() {
        BodyMemory memory = new BodyMemory(20_000);
        assertThat(refusal(limited(memory), PLAIN, new ByteArrayInputStream(bytes(LIMIT))))
                .isEqualTo("400 body_too_large");
        assertThat(memory.held()).isZero();
    }

    @Test
    void givesItsMemoryBackWhenTheBodyCannotBeRead() throws IOException {
        BodyMemory memory = new BodyMemory(1_000_000);
        BodyReader reader = limited(memory);
        assertThat(refusal(reader, PLAIN, new Counting())).isEqualTo("400 body_too_large");
        byte[] cut = Arrays.copyOf(gzip(bytes(LIMIT)), 100);
        assertThat(refusal(reader, GZIP, new ByteArrayInputStream(cut))).isEqualTo("400 incomplete_body");
        assertThat(memory.held()).isZero();
    }

    @Test
    void takesLittleMemoryForALengthThatIsOnlyAnnounced() throws UnacceptableBodyException {
        BodyMemory memory = new BodyMemory(100_000_000);
        RequestHead head = new RequestHead(Map.of("content-length", "30000000"), true);
        BodyReader reader = new BodyReader(32_000_000, TIME, memory, Clock.fixed(START, ZoneOffset.UTC));
        try (Body body = reader.read(head, new ByteArrayInputStream(bytes(1)))) {
            assertThat(body.length()).isEqualTo(1);
            assertThat(memory.held()).isLessThanOrEqualTo(262_144);
        }
    }

    private static BodyReader limited(BodyMemory memory) {
        return new BodyReader(LIMIT, TIME, memory, Clock.fixed(START, ZoneOffset.UTC));
    }

    private static String refusal(RequestHead head, InputStream stream) {
        return refusal(READER, head, stream);
    }

    private static String refusal(BodyReader reader, RequestHead head, InputStream stream) {
        try (Body body = reader.read(head, stream)) {
            return "accepted " + body;
        } catch (UnacceptableBodyException e) {
            return e.status() + " " + e.reason().code();
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + i % 26);
        }
        return bytes;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /** Never ends, and counts what is taken. */
    private static final class Counting extends InputStream {
        private int count;

        @Override
        public int read() {
            count++;
            return 'x';
        }

        @Override
        public int read(byte[] target, int from, int length) {
            count += length;
            return length;
        }
    }

    /** A body of which one byte comes each second, and the clock that goes with it. */
    private static final class Dripping extends Clock {
        private final byte[] body;
        private int count;

        Dripping(byte[] body) {
            this.body = body;
        }

        InputStream stream() {
            return new InputStream() {
                @Override
                public int read() {
                    return count == body.length ? -1 : body[count++] & 0xFF;
                }

                @Override
                public int read(byte[] target, int from, int length) {
                    if (length == 0 || count == body.length) {
                        return length == 0 ? 0 : -1;
                    }
                    target[from] = body[count++];
                    return 1;
                }
            };
        }

        @Override
        public Instant instant() {
            return START.plusSeconds(count);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
