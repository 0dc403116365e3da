package org.eventgateway.war.ops;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eventgateway.war.http.Body;

/** Reads {@code {"ids":[1,2]}}. */
final class IdList {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST = 10_000;

    private IdList() {}

    static List<Long> read(Body body) {
        try (JsonParser parser = JSON.createParser(body.bytes(), 0, body.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT
                    || !"ids".equals(parser.nextFieldName())
                    || parser.nextToken() != JsonToken.START_ARRAY) {
                throw wrong();
            }
            List<Long> ids = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || ids.size() == MOST) {
                    throw wrong();
                }
                ids.add(parser.getLongValue());
            }
            if (parser.nextToken() != JsonToken.END_OBJECT || parser.nextToken() != null || ids.isEmpty()) {
                throw wrong();
            }
            return ids;
        } catch (IOException e) {
            throw wrong();
        }
    }

    private static ProblemException wrong() {
        return ProblemException.badRequest(
                "ids_expected", "The body must be {\"ids\":[…]} with 1 to " + MOST + " ids of dead letters.");
    }
}
