package org.eventgateway.sandbox.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eventgateway.sandbox.http.Replies;
import org.jspecify.annotations.Nullable;

/** Reads the array of arrays that bulk operations take, in one streaming pass, into raw cells. */
final class BodyRows {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Object NESTED = new Object();

    private BodyRows() {}

    /** Returns the rows; refuses with 400 what is not exactly one array of arrays. */
    static List<@Nullable Object[]> read(byte[] body) {
        try (JsonParser parser = FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw notRows();
            }
            List<@Nullable Object[]> rows = new ArrayList<>();
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                rows.add(row(parser));
            }
            if (parser.currentToken() != JsonToken.END_ARRAY || parser.nextToken() != null) {
                throw notRows();
            }
            return rows;
        } catch (IOException e) {
            throw Replies.invalid("the body is not JSON");
        }
    }

    private static @Nullable Object[] row(JsonParser parser) throws IOException {
        List<@Nullable Object> cells = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            cells.add(cell(parser));
        }
        return cells.toArray();
    }

    private static @Nullable Object cell(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT) {
            parser.skipChildren();
            return NESTED;
        }
        return switch (parser.currentTokenId()) {
            case JsonTokenId.ID_STRING -> parser.getText();
            case JsonTokenId.ID_NUMBER_INT -> whole(parser);
            case JsonTokenId.ID_NUMBER_FLOAT -> parser.getDoubleValue();
            case JsonTokenId.ID_TRUE -> true;
            case JsonTokenId.ID_FALSE -> false;
            case JsonTokenId.ID_NULL -> null;
            default -> throw notRows();
        };
    }

    private static Object whole(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue()
                : (Object) parser.getLongValue();
    }

    private static RuntimeException notRows() {
        return Replies.invalid("the body is not an array of arrays");
    }
}
