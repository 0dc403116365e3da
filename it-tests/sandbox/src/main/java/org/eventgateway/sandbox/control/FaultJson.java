package org.eventgateway.sandbox.control;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.eventgateway.sandbox.fault.Fault;
import org.eventgateway.sandbox.fault.FaultKind;
import org.eventgateway.sandbox.json.JsonFields;
import org.eventgateway.sandbox.json.JsonText;

/**
 * Reads and writes faults: {@code {"kind":"status","status":503,"method":"POST","path":"/data/load$","rows":2,
 * "times":2,"millis":0,"headers":{"Retry-After":"1"},"body":"…"}}; only {@code kind} is required.
 */
public final class FaultJson {
    private FaultJson() {}

    /** Reads a fault; throws {@link IllegalArgumentException} or the reader's fault if it is not one. */
    public static Fault read(JsonFields json) {
        String name = json.requiredText("kind");
        FaultKind kind = FaultKind.named(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no kind of fault named " + name));
        return new Fault(
                kind,
                json.text("method"),
                pattern(json.text("path").orElse("")),
                json.integer("rows", 0),
                json.integer("times", 1),
                json.integer("status", 503),
                Duration.ofMillis(json.number("millis").orElse(0)),
                json.child("headers").map(FaultJson::headers).orElse(Map.of()),
                json.text("body"));
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("path is not a regular expression", e);
        }
    }

    private static Map<String, String> headers(JsonFields json) {
        Map<String, String> headers = new TreeMap<>();
        json.object().forEach((name, value) -> {
            if (!(value instanceof JsonString text)) {
                throw new IllegalArgumentException("header " + name + " is not a string");
            }
            headers.put(name, text.getString());
        });
        return headers;
    }

    public static JsonObject write(List<Fault> faults) {
        JsonArrayBuilder all = JsonText.array();
        faults.forEach(fault -> all.add(JsonText.object()
                .add("kind", fault.kind().label())
                .add("method", fault.method().orElse(""))
                .add("path", fault.path().pattern())
                .add("rows", fault.rows())
                .add("times", fault.times())
                .add("status", fault.status())
                .add("millis", fault.time().toMillis())));
        return JsonText.object().add("faults", all).build();
    }
}
