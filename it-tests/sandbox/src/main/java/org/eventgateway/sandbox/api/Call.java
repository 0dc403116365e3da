package org.eventgateway.sandbox.api;

import java.util.function.Function;
import org.eventgateway.sandbox.SandboxSettings;
import org.eventgateway.sandbox.http.Query;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.http.SandboxRequest;
import org.eventgateway.sandbox.json.JsonFields;
import org.eventgateway.sandbox.list.SmcList;
import org.eventgateway.sandbox.organization.Organization;
import org.eventgateway.sandbox.segment.Segment;

/**
 * One admitted call to an operation below an organization, with all that its endpoint may look at.
 *
 * @param settings the switches as they stood when the call came in
 */
public record Call(
        SandboxRequest request, Route route, Query query, Organization organization, SandboxSettings settings) {
    private static final Function<String, RuntimeException> INVALID = Replies::invalid;

    /** Returns the addressed list, or refuses with 404. */
    public SmcList list() {
        String name = route.name("list");
        return organization.list(name).orElseThrow(() -> Replies.notFound("there is no list " + name));
    }

    /** Returns the addressed segment of the addressed list, or refuses with 404. */
    public Segment segment() {
        String name = route.name("segment");
        return list().segments().find(name).orElseThrow(() -> Replies.notFound("there is no segment " + name));
    }

    /** Reads the body as one JSON object, or refuses with 400. */
    public JsonFields command() {
        return JsonFields.parse(request.body(), INVALID);
    }
}
