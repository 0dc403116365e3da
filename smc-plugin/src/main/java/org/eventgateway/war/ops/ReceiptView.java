package org.eventgateway.war.ops;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eventgateway.engine.log.Deletions;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of a request to delete a person.
 *
 * @param person HMAC-SHA256 of the user id with the key of the data folder
 * @param state how far the request is: accepted, purged, settled, wiped
 * @param requested when it was accepted
 * @param settled when it was settled
 * @param wiped when the disk held nothing of it any more
 * @param failure the code of the reason why it became a dead letter
 * @param stores each store that was touched
 */
public record ReceiptView(
        String person,
        String state,
        Instant requested,
        @Nullable Instant settled,
        @Nullable Instant wiped,
        @Nullable String failure,
        List<Deletions.Store> stores) {

    static ReceiptView of(Deletions.Receipt receipt) {
        return new ReceiptView(
                receipt.person(),
                receipt.state().name().toLowerCase(Locale.ROOT),
                receipt.requested(),
                receipt.settled().orElse(null),
                receipt.wiped().orElse(null),
                receipt.failure().orElse(null),
                receipt.stores());
    }
}
