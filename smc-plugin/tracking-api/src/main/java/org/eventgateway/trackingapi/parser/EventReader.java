package org.eventgateway.trackingapi.parser;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import org.eventgateway.trackingapi.parser.Draft.Shape;
import org.jspecify.annotations.Nullable;

/** Reads the events of one body off the parser. For one body and thread. */
final class EventReader {
    private final int base;
    private final JsonParser parser;
    private final Nesting nesting;

    /** @param base where the parser's offset 0 stands in the body */
    EventReader(int base, JsonParser parser, ParserLimits limits) {
        this.base = base;
        this.parser = parser;
        this.nesting = new Nesting(limits.depth());
    }

    /** Reads the value the parser stands at, to its end, as the body's event of this index. */
    Draft read(int index) throws IOException, BodyRefusedException {
        int from = tokenAt();
        Draft draft = new Draft(index, from);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            readMembers(draft);
        } else {
            nesting.skip(parser, 1);
            parser.finishToken();
        }
        draft.end(base + (int) parser.currentLocation().getByteOffset());
        return draft;
    }

    private void readMembers(Draft draft) throws IOException, BodyRefusedException {
        int member = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            MemberName known = MemberName.of(name);
            if (known == MemberName.UNKNOWN) {
                nesting.skip(parser, 2);
            } else {
                readKnown(draft, known, member, value, known.wireName().equals(name));
            }
            member++;
        }
    }

    private void readKnown(Draft draft, MemberName known, int member, JsonToken value, boolean exactSpelling)
            throws IOException, BodyRefusedException {
        Shape shape = shape(value);
        if (value == JsonToken.START_ARRAY) {
            shape = skipArray(2);
        }
        draft.note(known, member, shape, exactSpelling);
        if (known == MemberName.INTEGRATIONS) {
            draft.wishes(shape == Shape.OBJECT ? Wishes.read(parser, nesting) : Wishes.NONE);
        } else if (known == MemberName.CONTEXT && shape == Shape.OBJECT) {
            draft.contextTraits(readContext());
        } else if (value == JsonToken.START_OBJECT) {
            nesting.skip(parser, 2);
        } else if (shape == Shape.TEXT || shape == Shape.NUMBER) {
            readScalar(draft, known, shape);
        }
    }

    private void readScalar(Draft draft, MemberName known, Shape shape) throws IOException {
        switch (known.kind()) {
            case TIME -> draft.time(known, time());
            case ID -> draft.text(known, shape == Shape.NUMBER ? IdText.of(parser.getText()) : parser.getText());
            case TEXT -> {
                if (shape == Shape.TEXT) {
                    draft.text(known, parser.getText());
                }
            }
            case OBJECT, OTHER -> {
                // The payload carries it.
            }
        }
    }

    /** Reads the point in time the parser stands at, without making a String of it. */
    @Nullable Instant time() throws IOException {
        return Timestamps.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    /** Passes over the members of the context and says what its traits are. */
    private Shape readContext() throws IOException, BodyRefusedException {
        Shape traits = Shape.ABSENT;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            boolean areTraits = name.equals(MemberName.TRAITS.wireName());
            if (areTraits && value == JsonToken.START_ARRAY) {
                traits = skipArray(3);
            } else {
                traits = areTraits ? shape(value) : traits;
                nesting.skip(parser, 3);
            }
        }
        return traits;
    }

    /** Passes over an array of this depth and says whether it was empty, which is how PHP writes an empty object. */
    private Shape skipArray(int level) throws IOException, BodyRefusedException {
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            return Shape.EMPTY_ARRAY;
        }
        while (parser.currentToken() != JsonToken.END_ARRAY) {
            nesting.skip(parser, level + 1);
            if (parser.nextToken() == null) {
                throw new BodyRefusedException("invalid_json", "The body ends within an array.");
            }
        }
        return Shape.ARRAY;
    }

    /** Passes over the value the parser stands at; what stands beside the batch is as deep as what stands in an event. */
    void skip() throws IOException, BodyRefusedException {
        nesting.skip(parser, 2);
    }

    /** As {@link #skip()}, unless the value has been read already. */
    void skipUnless(boolean done) throws IOException, BodyRefusedException {
        if (!done) {
            skip();
        }
    }

    Nesting nesting() {
        return nesting;
    }

    /** Where the token the parser stands at begins in the body. */
    int tokenAt() {
        return base + (int) parser.currentTokenLocation().getByteOffset();
    }

    static Shape shape(JsonToken value) {
        return switch (value) {
            case VALUE_NULL -> Shape.NULL;
            case VALUE_STRING -> Shape.TEXT;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Shape.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Shape.BOOLEAN;
            case START_OBJECT -> Shape.OBJECT;
            case START_ARRAY -> Shape.ARRAY;
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> Shape.ABSENT;
        };
    }
}
