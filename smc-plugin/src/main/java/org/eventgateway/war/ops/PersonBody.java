package org.eventgateway.war.ops;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.eventgateway.plugin.event.Person;
import org.eventgateway.war.http.Body;

/** Reads {@code {"userId":"…"}}. In a body, since a URL ends in the logs of whatever stands between. */
final class PersonBody {
    private static final JsonFactory JSON = new JsonFactory();

    private PersonBody() {}

    static Person read(Body body) {
        try (JsonParser parser = JSON.createParser(body.bytes(), 0, body.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT
                    || !"userId".equals(parser.nextFieldName())
                    || parser.nextToken() != JsonToken.VALUE_STRING
                    || parser.getText().isEmpty()) {
                throw wrong();
            }
            Person person = new Person(parser.getText());
            if (parser.nextToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw wrong();
            }
            return person;
        } catch (IOException e) {
            throw wrong();
        }
    }

    private static ProblemException wrong() {
        return ProblemException.badRequest("user_id_expected", "The body must be {\"userId\":\"…\"}.");
    }
}
