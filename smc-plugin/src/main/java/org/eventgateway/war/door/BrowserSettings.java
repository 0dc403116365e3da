package org.eventgateway.war.door;

import org.eventgateway.war.http.JsonText;
import org.eventgateway.war.http.Reply;

/** The settings a browser library asks for before it sends (Segment analytics-next, load). */
public final class BrowserSettings {
    private BrowserSettings() {}

    /**
     * The settings of a write key.
     *
     * @param writeKey as the library gave it
     * @param apiHost host and path of the Tracking API, without a scheme
     * @param protocol http or https
     */
    public static Reply of(String writeKey, String apiHost, String protocol) {
        return Reply.of(200, JsonText.object(json -> {
            json.writeObjectFieldStart("integrations");
            json.writeObjectFieldStart("Segment.io");
            json.writeStringField("apiKey", writeKey);
            json.writeStringField("apiHost", apiHost);
            json.writeStringField("protocol", protocol);
            json.writeEndObject();
            json.writeEndObject();
            json.writeObjectFieldStart("plan");
            json.writeEndObject();
        }));
    }
}
