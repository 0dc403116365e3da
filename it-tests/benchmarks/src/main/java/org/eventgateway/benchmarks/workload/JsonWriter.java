package org.eventgateway.benchmarks.workload;

/** Writes one JSON object after the other into the same text. For one thread. */
final class JsonWriter {
    private final StringBuilder text = new StringBuilder(2_048);

    JsonWriter start() {
        text.setLength(0);
        text.append('{');
        return this;
    }

    JsonWriter open(String name) {
        name(name);
        text.append('{');
        return this;
    }

    JsonWriter openArray(String name) {
        name(name);
        text.append('[');
        return this;
    }

    JsonWriter openElement() {
        separate();
        text.append('{');
        return this;
    }

    JsonWriter close() {
        text.append('}');
        return this;
    }

    JsonWriter closeArray() {
        text.append(']');
        return this;
    }

    JsonWriter put(String name, String value) {
        name(name);
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
        return this;
    }

    /** A number, a boolean or null, as it is to stand there. */
    JsonWriter putRaw(String name, Object value) {
        name(name);
        text.append(value);
        return this;
    }

    String end() {
        return text.append('}').toString();
    }

    private void name(String name) {
        separate();
        text.append('"').append(name).append("\":");
    }

    private void separate() {
        char last = text.charAt(text.length() - 1);
        if (last != '{' && last != '[') {
            text.append(',');
        }
    }
}
