package org.eventgateway.engine.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.eventgateway.engine.log.Append;
import org.eventgateway.plugin.Reason;

/**
 * A record that yields no event, or a whole input that is not acceptable.
 *
 * @param position the record's place in the input, counted from 1; 0 for the whole input
 * @param reason what is wrong with it
 */
public record Refusal(long position, Reason reason) {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * As it is kept: where it stands, not what it says. The record itself stays in the file.
     *
     * @param source the source's name
     * @param input the input's name
     */
    Append.Refused kept(String source, String input) {
        String shown = input.replaceAll("\\p{Cntrl}", "?");
        Reason named = new Reason(reason.code(), reason.category(), shown + ": " + reason.text());
        ByteArrayOutputStream place = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(place)) {
            json.writeStartObject();
            json.writeStringField("source", source);
            json.writeStringField("input", shown);
            json.writeNumberField("position", position);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return new Append.Refused(named, ByteBuffer.wrap(place.toByteArray()));
    }
}
