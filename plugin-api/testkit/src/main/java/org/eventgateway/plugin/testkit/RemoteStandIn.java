package org.eventgateway.plugin.testkit;

import java.util.List;

/**
 * Stands in for the system a destination delivers to, on this machine. Written by the author of a plugin, who knows what the
 * system's requests mean; {@link HttpStandIn} does most of it for a remote that speaks HTTP. The kit calls it from the test's
 * thread while requests arrive on others.
 *
 * <p>It works until it is told to fail; {@link #reset} makes it new.
 */
public interface RemoteStandIn extends AutoCloseable {

    /** The requests since the last reset that could have changed something, in the order of arrival. Reads are left out. */
    List<Received> received();

    /** How many requests arrived since the last reset, reads included. */
    int calls();

    /**
     * What the remote holds now, one text for each record, in any order; two equal records are two texts. Must hold nothing that
     * differs between two equal deliveries, such as a time of arrival.
     */
    List<String> state();

    /** Forgets everything that arrived and works again. */
    void reset();

    /** From now on nothing gets through: every request fails as it does when the remote is down, and nothing is taken. */
    void goDown();

    /** From now on every request is taken, but its answer never arrives: the connection breaks instead. */
    void loseAnswers();

    /** From now on the event of this message id is refused for good, alone or with the request it is in, as the remote does it. */
    void refuse(String messageId);

    /** The first request that holds the event of this message id fails for a passing reason and is not taken. */
    void stumbleOver(String messageId);

    /** Ends it. Called after each case. */
    @Override
    void close();
}
