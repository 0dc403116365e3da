package org.eventgateway.smc.source.record;

/** Follows strings and nesting through the units of a JSON value. For one thread. */
final class JsonShape {
    private int depth;
    private boolean inString;
    private boolean escaped;

    /** Takes the next unit; answers whether the value ends with it. */
    boolean endsWith(int unit) {
        if (inString) {
            if (escaped) {
                escaped = false;
            } else if (unit == '\\') {
                escaped = true;
            } else {
                inString = unit != '"';
            }
            return false;
        }
        switch (unit) {
            case '"' -> inString = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            default -> {}
        }
        return depth <= 0 && (unit == '}' || unit == ']');
    }

    boolean inString() {
        return inString;
    }

    boolean isOutside() {
        return depth == 0 && !inString;
    }
}
