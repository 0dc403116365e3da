package org.eventgateway.plugin.testkit;

import jakarta.json.JsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.plugin.settings.SettingsSchema;
import org.eventgateway.plugin.source.Checkpoint;
import org.eventgateway.plugin.source.EventSink;
import org.eventgateway.plugin.source.Input;
import org.eventgateway.plugin.source.InputRefusedException;
import org.eventgateway.plugin.source.Source;
import org.eventgateway.plugin.source.SourceContext;
import org.eventgateway.plugin.source.SourceFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every source must keep. The author of a plugin extends it, names the factory, gives valid settings, and says how records
 * and inputs look; the kit makes small, large, broken and interrupted inputs of them.
 */
public abstract class SourceContract extends SettingsContract {
    private static final int BAD = 2;

    /** For subclasses. */
    protected SourceContract() {}

    /** The source under test, as the plugin offers it. */
    protected abstract SourceFactory factory();

    /** A good record, different for each number, that yields at least one event; the same text whenever it is asked for. */
    protected abstract String record(int number);

    /** A record that can be read past but yields no event. */
    protected abstract String badRecord();

    /** Makes an input of records: puts a header before them, or brackets around them, or whatever the format asks for. */
    protected abstract byte[] input(List<String> records);

    /** The request's path or the file's name. */
    protected String inputName() {
        return "contract-test";
    }

    /** The headers of a request with this body, by lower-case name: credentials, a signature. None for a file. */
    protected Map<String, List<String>> headers(byte[] body) {
        return Map.of();
    }

    /** An input that must be refused as a whole, such as a request without credentials; empty if there is none. */
    protected Optional<Input> refusedInput() {
        return Optional.empty();
    }

    /** Whether it reads files, which may be large and are resumed; a source of requests alone answers false. */
    protected boolean readsFiles() {
        return true;
    }

    /**
     * The position under which the source refuses a record, given its place among the records, counted from 1. Replace it when the
     * source tells lines instead, so that people find them: a header moves all of them by one.
     */
    protected long position(long place) {
        return place;
    }

    /** How many records make a large file, of which a part is committed before the end. */
    protected int recordsOfLargeFile() {
        return 20_000;
    }

    /** The time that the instance sees; it stands still unless this is replaced. */
    protected Clock clock() {
        return Clock.fixed(Instant.parse("2027-01-15T10:00:05Z"), ZoneOffset.UTC);
    }

    @Test
    void everyGoodRecordYieldsAnEvent() {
        CollectingSink sink = readAll(input(records(5)));
        Expect.that(
                sink.all().size() >= 5 && sink.refused().isEmpty(),
                "Of 5 good records " + sink.all().size() + " event(s) were made and "
                        + sink.refused().size() + " record(s) refused.",
                "make an event of each; or correct record() in the test.");
    }

    @Test
    void payloadsAreJsonObjects() {
        for (Event event : readAll(input(records(3))).all()) {
            boolean json;
            try {
                json = !event.json().isEmpty();
            } catch (JsonException | ClassCastException e) {
                json = false;
            }
            Expect.that(
                    json,
                    "The payload of a " + event.type() + " event is not a JSON object with fields.",
                    "write the whole event as one JSON object in UTF-8 and hand it to Event.Builder.payload.");
        }
    }

    @Test
    void readingTwiceYieldsTheSameMessageIds() {
        byte[] body = input(records(5));
        Expect.that(
                ids(readAll(body)).equals(ids(readAll(body))),
                "Reading the same input twice yields other message ids.",
                "make the id from the record: repeats are recognised by it. Neither time nor chance may enter.");
    }

    @Test
    void differentRecordsHaveDifferentMessageIds() {
        List<String> ids = ids(readAll(input(records(50))));
        Expect.that(
                new HashSet<>(ids).size() == ids.size(),
                "Different events have the same message id, so all but one would be dropped as repeats.",
                "let everything that tells two records apart enter the id.");
    }

    @Test
    void aBadRecordDoesNotStopTheGoodOnes() {
        CollectingSink good = readAll(input(records(5)));
        CollectingSink mixed = readAll(input(withBadRecord()));
        Expect.that(
                mixed.all().size() == good.all().size(),
                "With one bad record among 5 good ones " + mixed.all().size() + " event(s) arrive instead of "
                        + good.all().size() + ".",
                "report it with EventSink.refuse and go on with the next.");
    }

    @Test
    void aBadRecordIsReportedByItsPosition() {
        List<Long> refused = readAll(input(withBadRecord())).refused();
        Expect.that(
                refused.equals(List.of(position(BAD + 1))),
                "The bad record is number " + position(BAD + 1) + ", refused are the numbers " + refused + ".",
                "refuse it once, with its place among the records, counted from 1.");
    }

    @Test
    void failuresOfTheStoreGetThrough() {
        CollectingSink broken = CollectingSink.breakingAfter(2);
        boolean through = false;
        try {
            read(body(input(records(5))), Optional.empty(), broken);
        } catch (CollectingSink.StoreBrokenException e) {
            through = true;
        } catch (IOException | RuntimeException e) {
            through = causedByStore(e);
        }
        Expect.that(
                through,
                "The store failed in the middle of an input, and read() returned as if all were well.",
                "catch what your parser throws, not everything: the gateway must learn that events are not stored.");
    }

    @Test
    void anInputThatBreaksOffIsNotItsEnd() {
        boolean thrown = false;
        byte[] body = input(records(200));
        try {
            read(inputOf(body, InputStreams.breaking(body), Optional.empty()), CollectingSink.lasting());
        } catch (IOException | UncheckedIOException e) {
            thrown = true;
        } catch (RuntimeException e) {
            thrown = e.getCause() instanceof IOException;
        }
        Expect.that(
                thrown,
                "The input broke off with an IOException, and read() returned as if it had ended.",
                "let the IOException through: what is missing is read at the next attempt.");
    }

    @Test
    void aRefusedInputIsRefusedAsAWhole() {
        Optional<Input> refused = refusedInput();
        Assumptions.assumeTrue(refused.isPresent(), "Not applicable: the source refuses no input as a whole");
        CollectingSink sink = CollectingSink.lasting();
        boolean thrown = false;
        try {
            read(refused.orElseThrow(), sink);
        } catch (InputRefusedException e) {
            thrown = true;
        } catch (IOException | RuntimeException e) {
            thrown = false;
        }
        Expect.that(
                thrown && sink.all().isEmpty(),
                "An input that is not acceptable is not refused, or yields events all the same.",
                "throw InputRefusedException before the first event.");
    }

    @Test
    void inputsReadAtOnceDoNotMix() throws InterruptedException {
        byte[] first = input(records(200));
        byte[] second = input(IntStream.range(200, 400).mapToObj(this::record).toList());
        List<String> firstAlone = ids(readAll(first));
        List<String> secondAlone = ids(readAll(second));
        Source source = open();
        List<List<String>> together = new TwoAtOnce(Duration.ofSeconds(5))
                .read(
                        pause -> idsOf(source, inputOf(first, InputStreams.pausing(first, pause), Optional.empty())),
                        () -> idsOf(source, body(second)));
        closeQuietly(source);
        Expect.that(
                together.equals(List.of(firstAlone, secondAlone)),
                "Two inputs read at once yield other events than one after the other.",
                "keep what belongs to an input in the call of read, not in fields.");
    }

    @Test
    void aLargeFileIsCommittedInParts() {
        Assumptions.assumeTrue(readsFiles(), "Not applicable: the source reads no files");
        Expect.that(
                readAll(input(records(recordsOfLargeFile()))).commits() > 0,
                "A file of " + recordsOfLargeFile() + " records is read without a commit.",
                "commit every few thousand events, so that memory stays bounded and a restart does not begin anew.");
    }

    @Test
    void anInterruptedFileIsResumedWithoutGapOrRepeat() {
        Assumptions.assumeTrue(readsFiles(), "Not applicable: the source reads no files");
        byte[] body = input(records(recordsOfLargeFile()));
        List<String> whole = ids(readAll(body));
        for (int part = 1; part < 4; part++) {
            CollectingSink before = CollectingSink.breakingAfter(whole.size() * part / 4);
            readQuietly(body, Optional.empty(), before);
            List<String> ids = new ArrayList<>(before.committedIds());
            CollectingSink after = CollectingSink.lasting();
            readQuietly(body, before.checkpoint(), after);
            after.finish();
            ids.addAll(after.committedIds());
            Expect.that(
                    ids.equals(whole),
                    "A file of " + whole.size() + " events, interrupted and resumed at its checkpoint, yields "
                            + ids.size() + (ids.size() == whole.size() ? " other ones." : "."),
                    "let the checkpoint stand right behind the last event before the commit, and start there.");
        }
    }

    @Test
    void closingDoesNotThrow() {
        boolean thrown = false;
        Source source = open();
        try {
            source.close();
        } catch (RuntimeException e) {
            thrown = true;
        }
        Expect.that(!thrown, "close() throws.", "end what can be ended and swallow the rest.");
    }

    @Test
    void secretsStayOutOfToString() {
        Secrets secrets = secretsOrSkip();
        secrets.expectNoneIn(
                List.of(factory(), open()), "toString", "keep secrets as Secret, or leave them out of toString.");
    }

    @Override
    final SettingsSchema schema() {
        return factory().settings();
    }

    @Override
    final void openAndClose(Settings bound) {
        Source source = factory().open(new SourceContext("contract-test", bound, clock()));
        closeQuietly(source);
    }

    private Source open() {
        return factory().open(new SourceContext("contract-test", bound(), clock()));
    }

    private List<String> records(int count) {
        return IntStream.range(0, count).mapToObj(this::record).toList();
    }

    private List<String> withBadRecord() {
        List<String> records = new ArrayList<>(records(5));
        records.add(BAD, badRecord());
        return records;
    }

    private CollectingSink readAll(byte[] body) {
        CollectingSink sink = CollectingSink.lasting();
        readQuietly(body, Optional.empty(), sink);
        return sink;
    }

    /** Reads as far as it goes: a source that stops yields too few events, and that is what the case reports. */
    private void readQuietly(byte[] body, Optional<Checkpoint> checkpoint, EventSink sink) {
        try {
            read(inputOf(body, new ByteArrayInputStream(body), checkpoint), sink);
        } catch (IOException | RuntimeException e) {
            // what arrived until then is looked at
        }
    }

    private void read(Input input, Optional<Checkpoint> checkpoint, EventSink sink) throws IOException {
        read(new Input(input.name(), input.headers(), input.body(), checkpoint), sink);
    }

    private void read(Input input, EventSink sink) throws IOException {
        Source source = open();
        try {
            source.read(input, sink);
        } finally {
            closeQuietly(source);
        }
    }

    private Input body(byte[] body) {
        return inputOf(body, new ByteArrayInputStream(body), Optional.empty());
    }

    private Input inputOf(byte[] body, InputStream stream, Optional<Checkpoint> checkpoint) {
        return new Input(inputName(), headers(body), stream, checkpoint);
    }

    private static List<String> idsOf(Source source, Input input) {
        CollectingSink sink = CollectingSink.lasting();
        try {
            source.read(input, sink);
        } catch (IOException | RuntimeException e) {
            return List.of(e.getClass().getName());
        }
        return ids(sink);
    }

    private static List<String> ids(CollectingSink sink) {
        return sink.all().stream().map(Event::messageId).toList();
    }

    private static boolean causedByStore(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CollectingSink.StoreBrokenException) {
                return true;
            }
        }
        return false;
    }

    private static void closeQuietly(Source source) {
        try {
            source.close();
        } catch (RuntimeException e) {
            // closingDoesNotThrow reports it
        }
    }
}
