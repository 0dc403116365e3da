package org.eventgateway.trackingapi.parser;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Passes over values without building anything, and refuses what nests deeper than an event may. */
record Nesting(int limit) {

    /**
     * Passes over the value the parser stands at; a loop, so no depth can exhaust the stack.
     *
     * @param level the depth the value has if it is an object or array, the event being 1
     */
    void skip(JsonParser parser, int level) throws IOException, BodyRefusedException {
        JsonToken token = parser.currentToken();
        if (!token.isStructStart()) {
            return;
        }
        int depth = level;
        check(depth);
        while (depth >= level) {
            token = parser.nextToken();
            if (token == null) {
                throw new BodyRefusedException("invalid_json", "The body ends within an object or array.");
            }
            if (token.isStructStart()) {
                check(++depth);
            } else if (token.isStructEnd()) {
                depth--;
            }
        }
    }

    private void check(int depth) throws BodyRefusedException {
        if (depth > limit) {
            throw new BodyRefusedException(
                    "too_deep", "Objects and arrays nest deeper than " + limit + " levels; flatten the event.");
        }
    }
}
