package org.eventgateway.smc.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.source.EventSink;
import org.eventgateway.plugin.source.Input;
import org.eventgateway.plugin.source.InputRefusedException;
import org.eventgateway.plugin.source.PersonRecords;
import org.eventgateway.plugin.source.Source;
import org.eventgateway.smc.source.interaction.InteractionReader;
import org.eventgateway.smc.source.interaction.Reading;
import org.eventgateway.smc.source.record.CsvRecordReader;
import org.eventgateway.smc.source.record.Entry;
import org.eventgateway.smc.source.record.Extent;
import org.eventgateway.smc.source.record.JsonFormat;
import org.eventgateway.smc.source.record.JsonRecordReader;
import org.eventgateway.smc.source.record.Leftovers;
import org.eventgateway.smc.source.record.RecordReader;
import org.eventgateway.smc.source.record.ResumePoint;

/**
 * Reads requests and files. Thread-safe: each input has its own reader. The position of a refused record is its line, or, inside a JSON
 * array, the number of the element; the reason's text says which.
 */
final class SmcSource implements Source {
    /** Events and refusals between two commits: large enough to make a commit cheap, small enough to hold. */
    static final int COMMIT_RECORDS = 2_000;

    private static final long COMMIT_BYTES = 4_000_000;
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

    private final FormatSettings format;
    private final Authentication authentication;
    private final InteractionReader interactions;
    private final Set<String> names;

    SmcSource(FormatSettings format, Authentication authentication, InteractionReader interactions) {
        this.format = format;
        this.authentication = authentication;
        this.interactions = interactions;
        this.names = interactions.names();
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        boolean file = isFile(input);
        InputStream body = file ? input.body() : authentication.verified(input);
        InputHead head = InputHead.read(body);
        Optional<ResumePoint> resume = Checkpoints.read(input.checkpoint(), head.fingerprint());
        RecordReader records;
        try {
            records = open(head, isCsv(input, file), charset(input, head, file), resume);
        } catch (EOFException e) {
            throw new InputRefusedException(Reason.event(
                    "file_shortened",
                    "The file is shorter than what was read of it before. It was changed while it was read."));
        }
        copy(records, head.fingerprint(), sink);
    }

    @Override
    public boolean findsPersons() {
        return true;
    }

    @Override
    public void find(Input file, Predicate<String> isAsked, PersonRecords found) throws IOException {
        InputHead head = InputHead.read(file.body());
        Charset charset = charset(file, head, true);
        // What cannot be read is delivered to nobody: rather too much of that than too little.
        Leftovers leftovers = new Leftovers(charset, isAsked, found);
        RecordReader records = search(head, isCsv(file, true), charset, leftovers);
        for (Optional<Entry> next = records.next(); next.isPresent(); next = records.next()) {
            if (next.get() instanceof Entry.Found record) {
                Optional<String> person = interactions.userId(record.row());
                Optional<Extent> extent = records.extent();
                if (person.isEmpty()) {
                    records.giveUp();
                } else if (extent.isPresent() && isAsked.test(person.get())) {
                    found.found(
                            person.get(), extent.get().offset(), extent.get().blanked());
                }
            }
        }
    }

    @Override
    public void close() {
        // Nothing is held open: the gateway closes the inputs.
    }

    private void copy(RecordReader records, String fingerprint, EventSink sink) throws IOException {
        int count = 0;
        long bytes = 0;
        for (Optional<Entry> next = records.next(); next.isPresent(); next = records.next()) {
            bytes += take(next.get(), sink);
            count++;
            if (count >= COMMIT_RECORDS || bytes >= COMMIT_BYTES) {
                sink.commit(Checkpoints.write(fingerprint, records.resumePoint()));
                count = 0;
                bytes = 0;
            }
        }
    }

    /** Passes an entry on and answers how many bytes wait for the next commit because of it. */
    private int take(Entry entry, EventSink sink) {
        long position = entry.place().number();
        if (entry instanceof Entry.Fault fault) {
            sink.refuse(position, fault.reason());
            return 0;
        }
        Reading reading = interactions.read(((Entry.Found) entry).row());
        if (reading instanceof Reading.Refused refused) {
            Reason reason = refused.reason();
            sink.refuse(position, new Reason(reason.code(), reason.category(), entry.place() + ": " + reason.text()));
            return 0;
        }
        if (reading instanceof Reading.Read read) {
            Event event = read.event();
            sink.accept(event);
            return event.payloadLength();
        }
        return 0;
    }

    private RecordReader open(InputHead head, boolean csv, Charset charset, Optional<ResumePoint> resume)
            throws IOException {
        return csv
                ? CsvRecordReader.open(head.body(), format.csv().with(charset), head.markBytes(), resume)
                : JsonRecordReader.open(head.body(), json(charset), head.markBytes(), resume);
    }

    private RecordReader search(InputHead head, boolean csv, Charset charset, Leftovers leftovers) throws IOException {
        return csv
                ? CsvRecordReader.search(
                        head.body(),
                        format.csv().with(charset),
                        head.markBytes(),
                        leftovers,
                        row -> interactions.userId(row).isPresent())
                : JsonRecordReader.search(head.body(), json(charset), head.markBytes(), leftovers);
    }

    private JsonFormat json(Charset charset) {
        return new JsonFormat(names, charset, format.csv().mostBytes());
    }

    private boolean isCsv(Input input, boolean file) {
        return switch (format.format()) {
            case CSV -> true;
            case JSON -> false;
            case AUTO ->
                file
                        ? !input.name().toLowerCase(Locale.ROOT).matches(".*\\.(json|jsonl|ndjson)")
                        : contentType(input).startsWith("text/csv");
        };
    }

    private Charset charset(Input input, InputHead head, boolean file) {
        if (head.markCharset().isPresent()) {
            return head.markCharset().get();
        }
        if (file) {
            return format.csv().charset();
        }
        Matcher named = CHARSET.matcher(contentType(input));
        try {
            return named.find() ? FormatSettings.charset(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            throw new InputRefusedException(Reason.event(
                    "unknown_charset", "The content type names a charset that is not supported. Send UTF-8."));
        }
    }

    private static String contentType(Input input) {
        return input.header("content-type").orElse("").strip().toLowerCase(Locale.ROOT);
    }

    /** A request has headers and a path; whoever sends one without a single header must not pass for a file and get in unasked. */
    private static boolean isFile(Input input) {
        return input.headers().isEmpty() && !input.name().startsWith("/");
    }
}
