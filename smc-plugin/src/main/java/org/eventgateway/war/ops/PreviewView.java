package org.eventgateway.war.ops;

import java.util.List;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Preview;
import org.jspecify.annotations.Nullable;

/**
 * What delivering an event would send.
 *
 * @param requests in order, secrets masked
 * @param rejected why nothing would be sent
 */
public record PreviewView(
        List<Preview.Request> requests, @Nullable Reason rejected) {

    static PreviewView of(Preview preview) {
        return new PreviewView(preview.requests(), preview.rejected().orElse(null));
    }
}
