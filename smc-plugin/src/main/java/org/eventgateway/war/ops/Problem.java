package org.eventgateway.war.ops;

import org.eventgateway.war.http.JsonText;
import org.eventgateway.war.http.Reply;

/**
 * What went wrong with an operator's request, as {@code application/problem+json} (RFC 9457).
 *
 * @param status the HTTP status
 * @param code for machines
 * @param title what kind of problem, the same for each code
 * @param detail what is wrong here and what to do
 */
public record Problem(int status, String code, String title, String detail) {
    /** The media type of {@link #toReply}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** As it is sent. */
    public Reply toReply() {
        return Reply.of(status, JsonText.object(json -> {
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", title);
            json.writeNumberField("status", status);
            json.writeStringField("code", code);
            json.writeStringField("detail", detail);
        }));
    }

    /** For people: what is wrong and what to do, in one line. */
    public String text() {
        return title + ": " + detail + " (" + code + ")\n";
    }
}
