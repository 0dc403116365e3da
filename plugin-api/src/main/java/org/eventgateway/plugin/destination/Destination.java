package org.eventgateway.plugin.destination;

import java.time.Instant;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.Person;

/**
 * An open instance of a destination. See the package description for who calls what, when and from which thread.
 *
 * <p>What must hold: delivering the same event twice leaves the same state as delivering it once; events of one person take
 * effect in the order of the batch; an event is reported delivered only if the remote system said so.
 */
public interface Destination extends AutoCloseable {

    /**
     * Tells at intake whether an event is wanted. Called on request threads, for each event of a declared type; must be quick,
     * thread-safe and free of I/O. A filtered event is counted by its reason and never stored.
     */
    default Admission admit(Event event) {
        return Admission.ADMITTED;
    }

    /**
     * Tells that the process before this one died, or ended while the answer to a call was lost: what it had sent may still take
     * effect. Called at most once, before the first {@code start}. A destination whose remote system carries out late what nobody
     * waits for any more must let that end before it sends.
     */
    default void afterCrash() {}

    /**
     * Whether a call whose answer was lost may still take effect. Asked once, after the last call and right before {@code close};
     * if so, the next instance is told by {@link #afterCrash}.
     */
    default boolean mayStillTakeEffect() {
        return false;
    }

    /**
     * Gets ready to deliver: reads what the mapping needs from the remote system. Called on the delivery thread before the first
     * batch, again on a schedule while it is not ready or events are set aside, and after a pause in which none was. Events wait in the
     * log meanwhile.
     */
    default Readiness start() {
        return Readiness.READY;
    }

    /**
     * Tells the operator, in the log, what he must not forget, such as a key that ends soon. Called on the delivery thread about
     * once a minute, also while there is nothing to deliver and while the connection waits; must be quick and free of I/O.
     */
    default void remind() {}

    /** Looks whether the connection works and says for each step what was found. Read-only; may take as long as its time-outs. */
    CheckReport check();

    /** Shows the requests that delivering this event alone would send, secrets masked. Sends nothing. */
    Preview preview(Event event);

    /** Delivers a batch and tells what became of each event. */
    DeliveryResult deliver(Batch batch);

    /**
     * Maps a batch, so that sending it is only I/O. The gateway maps the next batch while one is being sent. A destination for
     * which this is not worth while inherits this method.
     *
     * @return what to send; {@code send} may be called again after an answer that was not final, and then sends only what is open
     */
    default Shipment prepare(Batch batch) {
        return () -> deliver(batch);
    }

    /**
     * When a batch can go out at the earliest, as far as is known without I/O: a destination that keeps to a limit of calls knows. The
     * gateway lets a batch grow until then for a moment, instead of taking a small one that would have to wait. Called on the delivery
     * thread before each batch; must be quick. A time that has passed means at once.
     */
    default Instant sendableFrom() {
        return Instant.MIN;
    }

    /**
     * Deletes what the remote system holds of a person. Called on the delivery thread, at the place of the deletion request in
     * the stream, and again until it answers something final. If only deletions lack something, {@link Erasure#waiting} lets the others
     * go on.
     */
    Erasure erase(Person person);

    /** Ends all threads and connections of this instance. Does not throw. */
    @Override
    void close();
}
