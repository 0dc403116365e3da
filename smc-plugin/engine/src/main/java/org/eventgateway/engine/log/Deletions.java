package org.eventgateway.engine.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.event.Person;

/**
 * What a request to delete a person does in the store, and the receipts of it. The request stands in the log like any event: what stands
 * before it and is not on its way goes at once, what is on its way goes when the request has its turn, what stands behind it is kept.
 * Thread-safe.
 */
public interface Deletions {

    /**
     * The places between two, both included, whose event went with its person after it was read. Such an event is not to be sent any more;
     * it is counted already, whether a settlement mentions it or not. Asked on the delivery thread, right before a batch is mapped.
     */
    Set<Position> deleted(String connection, Position from, Position to);

    /**
     * Notes what a destination answered to a request, and, if that was final, deletes what the store still holds of the person from
     * before it. Called on the delivery thread at the request's turn, for each attempt, before the request is settled. Durable on return.
     *
     * @param request where the request stands
     */
    void answered(String connection, Position request, Person person, Erasure erasure);

    /** Finds receipts of a connection, newest first. */
    List<Receipt> receipts(String connection, int most);

    /** Finds the receipts of one person, newest first. */
    List<Receipt> receipts(String connection, Person person);

    /** How far a request is. */
    enum State {
        /** It stands in the log; what stood before it may still be there. */
        ACCEPTED,
        /** What stood before it and was not on its way is gone. */
        PURGED,
        /** It is settled: the destination has answered, or it became a dead letter, and then this is the last state. */
        SETTLED,
        /** And the bytes are gone from the disk. */
        WIPED
    }

    /**
     * What became of a request to delete a person. Holds nothing that names the person without the key in the data folder.
     *
     * @param person HMAC-SHA256 of the user id in hexadecimal, with the key in the file {@code person-key} of the data folder
     * @param state how far it is
     * @param requested when it was accepted
     * @param settled when it was settled
     * @param wiped when the disk held nothing of it any more
     * @param failure the code of the reason why it became a dead letter
     * @param stores each store that was touched
     */
    record Receipt(
            String person,
            State state,
            Instant requested,
            Optional<Instant> settled,
            Optional<Instant> wiped,
            Optional<String> failure,
            List<Store> stores) {
        public Receipt {
            stores = List.copyOf(stores);
        }
    }

    /**
     * One store that a request touched.
     *
     * @param name what it is: one of the gateway's, or a list of the destination
     * @param removed how many records were removed
     * @param notFound how many keys had no record; zero when some were removed
     * @param left how many records stay: hashes of message ids, until the repeat window has passed
     */
    record Store(String name, long removed, long notFound, long left) {}
}
