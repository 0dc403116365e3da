package org.eventgateway.smccontract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A rule that a schema cannot say, since it compares parts of one request. Asked only when the schema found query and
 * body in order, so the document has the expected shape.
 */
interface ContentRule {

    /**
     * Looks at one request.
     *
     * @param document the request as the schema saw it
     * @param bodyBytes the size of the body as sent
     */
    List<Finding> check(JsonNode document, long bodyBytes);

    /**
     * A broken rule of an operation that the caller knows.
     *
     * @param where a JSON pointer into the document
     * @param message which rule; never a value
     */
    record Finding(String where, String message) {}
}
