package org.eventgateway.it;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * One wrong request and the answer it deserves.
 *
 * @param name what is wrong
 * @param path where it is posted
 * @param body makes the body for a run, whose id makes message ids unique
 * @param headers names and values in turn, all there are
 * @param status the HTTP status to expect
 * @param code the code of the answer, or of the first event that was refused
 * @param text how the text beside the code begins
 * @param neighbour whether the body also holds the good event, which is to arrive
 */
record BadInput(
        String name,
        String path,
        Function<String, byte[]> body,
        List<String> headers,
        int status,
        String code,
        String text,
        boolean neighbour) {

    /** A good event; its message id begins with the run's. */
    static final String GOOD =
            "{\"type\":\"track\",\"userId\":\"good\",\"event\":\"Good\",\"messageId\":\"RUN-good\",\"properties\":{\"n\":1}}";

    /** A request to the Tracking API with a browser's key. */
    static BadInput tracking(
            String name, String path, Function<String, byte[]> body, int status, String code, String text) {
        return new BadInput(
                name,
                path,
                body,
                List.of("Authorization", Gateway.basic(Guarded.WEB_KEY), "Content-Type", "application/json"),
                status,
                code,
                text,
                false);
    }

    /** A batch that is refused whole. */
    static BadInput body(String name, String body, String code, String text) {
        return tracking(name, "/v1/batch", run -> utf8(body, run), 400, code, text);
    }

    /** An event beside a good one. */
    static BadInput event(String name, String event, String code, String text) {
        return tracking(
                        name,
                        "/v1/batch",
                        run -> utf8("{\"batch\":[" + event + "," + GOOD + "]}", run),
                        200,
                        code,
                        text)
                .withNeighbour();
    }

    /** A request to the partner door. */
    static BadInput partner(String name, String body, int status, String code, String text, String... headers) {
        return new BadInput(name, "/partner", run -> utf8(body, run), List.of(headers), status, code, text, false);
    }

    BadInput withNeighbour() {
        return new BadInput(name, path, body, headers, status, code, text, true);
    }

    BadInput to(String otherPath) {
        return new BadInput(name, otherPath, body, headers, status, code, text, neighbour);
    }

    BadInput with(String... otherHeaders) {
        return new BadInput(name, path, body, List.of(otherHeaders), status, code, text, neighbour);
    }

    /** The body of a run. */
    byte[] bytes(String run) {
        return body.apply(run);
    }

    static byte[] utf8(String text, String run) {
        return text.replace("RUN", run).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
