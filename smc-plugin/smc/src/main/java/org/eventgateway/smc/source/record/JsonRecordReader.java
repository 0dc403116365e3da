package org.eventgateway.smc.source.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.Reason;

/** Reads JSON objects: a single one, one per line, or the elements of an array. For one thread. */
public final class JsonRecordReader implements RecordReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonFrames frames;
    private final StrictText text;
    private final Charset charset;
    private Optional<Extent> extent = Optional.empty();

    private JsonRecordReader(JsonFrames frames, StrictText text, Charset charset) {
        this.frames = frames;
        this.text = text;
        this.charset = charset;
    }

    /**
     * Begins to read.
     *
     * @param body the input, standing behind its byte order mark
     * @param charset of the text
     * @param mostBytes of one record
     * @param offset how many bytes the byte order mark has
     * @param resume where to go on
     */
    public static JsonRecordReader open(
            InputStream body, Charset charset, int mostBytes, long offset, Optional<ResumePoint> resume)
            throws IOException {
        JsonFrames frames = new JsonFrames(new Window(body, Units.of(charset), mostBytes, offset, 1), mostBytes);
        if (resume.isPresent()) {
            frames.resumeAt(resume.get());
        }
        return new JsonRecordReader(frames, new StrictText(charset), charset);
    }

    /**
     * Begins to look for persons.
     *
     * @param body the input, standing behind its byte order mark
     * @param charset of the text
     * @param mostBytes of one record
     * @param offset how many bytes the byte order mark has
     * @param leftovers takes what no record can be made of
     */
    public static JsonRecordReader search(
            InputStream body, Charset charset, int mostBytes, long offset, Leftovers leftovers) {
        Window window = new Window(body, Units.of(charset), mostBytes, offset, 1);
        window.show(leftovers);
        return new JsonRecordReader(new JsonFrames(window, mostBytes), new StrictText(charset), charset);
    }

    @Override
    public Optional<Entry> next() throws IOException {
        return frames.next().map(this::entry);
    }

    @Override
    public Optional<Extent> extent() {
        return extent;
    }

    @Override
    public void giveUp() {
        frames.giveUp();
    }

    @Override
    public ResumePoint resumePoint() throws IOException {
        return frames.resumePoint();
    }

    private Entry entry(Frame frame) {
        Place place = frame.place();
        extent = Optional.empty();
        if (frame.fault().isPresent()) {
            return new Entry.Fault(place, frame.fault().get());
        }
        Optional<String> decoded = text.decode(frame.bytes());
        if (decoded.isEmpty()) {
            return fault(place, Faults.wrongCharset(place, text.charset()));
        }
        Map<String, String> values = new HashMap<>();
        try (JsonParser json = JSON.createParser(decoded.get())) {
            json.nextToken();
            read(json, "", values);
        } catch (IOException e) {
            return fault(place, Faults.brokenJson(place));
        }
        extent = Optional.of(Extent.of(frame, charset));
        return new Entry.Found(place, name -> values.getOrDefault(name, ""));
    }

    private Entry fault(Place place, Reason reason) {
        frames.backToSecondLine();
        return new Entry.Fault(place, reason);
    }

    /** Reads the members of an object, those of inner objects by dotted names. Arrays hold nothing that is asked for. */
    private static void read(JsonParser json, String prefix, Map<String, String> values) throws IOException {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            String path = prefix + FieldName.normal(name);
            JsonToken value = json.nextToken();
            if (value == null) {
                throw new IOException("the object ends early");
            }
            if (value == JsonToken.START_OBJECT) {
                read(json, path + ".", values);
            } else if (value == JsonToken.START_ARRAY) {
                json.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                values.putIfAbsent(path, json.getText());
            }
        }
        if (json.currentToken() != JsonToken.END_OBJECT) {
            throw new IOException("the object holds something that is no member");
        }
    }
}
