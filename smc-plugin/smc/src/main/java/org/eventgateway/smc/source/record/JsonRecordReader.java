package org.eventgateway.smc.source.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.Reason;

/** Reads JSON objects: a single one, one per line, or the elements of an array. For one thread. */
public final class JsonRecordReader implements RecordReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonFrames frames;
    private final StrictText text;
    private final JsonFormat format;
    private final int longestName;
    private Optional<Extent> extent = Optional.empty();

    private JsonRecordReader(Window window, JsonFormat format) {
        this.frames = new JsonFrames(window, format.mostBytes());
        this.text = new StrictText(format.charset());
        this.format = format;
        this.longestName = format.longestName();
    }

    /**
     * Begins to read.
     *
     * @param body the input, standing behind its byte order mark
     * @param format how it is read
     * @param offset how many bytes the byte order mark has
     * @param resume where to go on
     */
    public static JsonRecordReader open(InputStream body, JsonFormat format, long offset, Optional<ResumePoint> resume)
            throws IOException {
        JsonRecordReader reader = new JsonRecordReader(window(body, format, offset), format);
        if (resume.isPresent()) {
            reader.frames.resumeAt(resume.get());
        }
        return reader;
    }

    /**
     * Begins to look for persons.
     *
     * @param body the input, standing behind its byte order mark
     * @param format how it is read
     * @param offset how many bytes the byte order mark has
     * @param leftovers takes what no record can be made of
     */
    public static JsonRecordReader search(InputStream body, JsonFormat format, long offset, Leftovers leftovers) {
        Window window = window(body, format, offset);
        window.show(leftovers);
        return new JsonRecordReader(window, format);
    }

    private static Window window(InputStream body, JsonFormat format, long offset) {
        return new Window(body, Units.of(format.charset()), format.mostBytes(), offset, 1);
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
        extent = Optional.of(Extent.of(frame, format.charset()));
        return new Entry.Found(place, name -> values.getOrDefault(name, ""));
    }

    private Entry fault(Place place, Reason reason) {
        frames.backToSecondLine();
        return new Entry.Fault(place, reason);
    }

    /**
     * Reads the members of an object that are asked for, those of inner objects by dotted names. Arrays hold none, nor do objects whose
     * own name is too long already.
     */
    private void read(JsonParser json, String prefix, Map<String, String> values) throws IOException {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            String path = prefix + FieldName.normal(name);
            JsonToken value = json.nextToken();
            if (value == null) {
                throw new IOException("the object ends early");
            }
            if (value == JsonToken.START_OBJECT && path.length() < longestName) {
                read(json, path + ".", values);
            } else if (value.isStructStart()) {
                json.skipChildren();
            } else if (value != JsonToken.VALUE_NULL && format.names().contains(path)) {
                values.putIfAbsent(path, json.getText());
            }
        }
        if (json.currentToken() != JsonToken.END_OBJECT) {
            throw new IOException("the object holds something that is no member");
        }
    }
}
