package org.eventgateway.sandbox.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The decoded query of a request. Names are compared with their case: {@code keyFields} and {@code keyfields} are two
 * parameters of two operations, and a client that mixes them up should hear of it here.
 */
public final class Query {
    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Decodes a raw query; refuses malformed percent-encoding with 400. */
    public static Query parse(String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = PercentCoding.queryPart(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : PercentCoding.queryPart(pair.substring(equals + 1));
            values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
        return new Query(values);
    }

    /** Returns a parameter that may be given once; repeating it is refused, since only one value would be heard. */
    public Optional<String> text(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw Replies.invalid("query parameter " + name + " is given more than once");
        }
        return given.stream().findFirst();
    }

    /** Returns a comma-separated parameter as its names; empty if it is absent. Blank names are refused. */
    public Optional<List<String>> names(String name) {
        return text(name).map(value -> {
            List<String> names =
                    List.of(value.split(",", -1)).stream().map(String::strip).toList();
            if (names.contains("")) {
                throw Replies.invalid("query parameter " + name + " holds an empty field name");
            }
            return names;
        });
    }

    /** Returns a whole number that is not negative. */
    public OptionalInt count(String name) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!value.get().matches("[0-9]{1,9}")) {
            throw Replies.invalid("query parameter " + name + " is not a whole number");
        }
        return OptionalInt.of(Integer.parseInt(value.get()));
    }

    /** Cuts the page out of a list that the parameters {@code skip} and {@code take} ask for. */
    public <T> List<T> page(List<T> all) {
        int from = Math.min(count("skip").orElse(0), all.size());
        int take = Math.min(count("take").orElse(all.size()), all.size() - from);
        return all.subList(from, from + take);
    }
}
