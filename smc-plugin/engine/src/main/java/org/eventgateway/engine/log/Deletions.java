package org.eventgateway.engine.log;

import java.util.Set;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.event.Person;

/**
 * What a request to delete a person does in the store. The request stands in the log like any event: what stands before it and is not on
 * its way goes at once, what is on its way goes when the request has its turn, what stands behind it is kept. Thread-safe.
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
}
