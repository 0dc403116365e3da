package org.eventgateway.sandbox.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Tells whether a text is one JSON value, without building it. */
final class JsonSyntax {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonSyntax() {}

    static boolean isValid(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
