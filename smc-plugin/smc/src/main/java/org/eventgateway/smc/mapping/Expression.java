package org.eventgateway.smc.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression, compiled once. Evaluations take turns, because the library keeps state in the compiled expression; they
 * end after {@link #MILLIS} and at {@link #DEPTH} nested calls, so that no event can hold up the others.
 */
final class Expression {
    private static final long MILLIS = 100;
    private static final int DEPTH = 100;

    private final Jsonata compiled;

    private Expression(Jsonata compiled) {
        this.compiled = compiled;
    }

    static Expression compile(String text) {
        try {
            return new Expression(Jsonata.jsonata(text));
        } catch (JException e) {
            throw new IllegalArgumentException("not a JSONata expression", e);
        }
    }

    /**
     * Evaluates over an event.
     *
     * @return a JSON value as maps, lists, texts, numbers and booleans; null for nothing
     * @throws JException if the expression fails or takes too long
     */
    synchronized @Nullable Object evaluate(Map<String, @Nullable Object> event) {
        var frame = compiled.createFrame();
        frame.setRuntimeBounds(MILLIS, DEPTH);
        return compiled.evaluate(event, frame);
    }
}
