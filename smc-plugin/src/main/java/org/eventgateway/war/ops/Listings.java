package org.eventgateway.war.ops;

import java.util.List;
import org.eventgateway.engine.log.DeadLetters;

/** The lists of the operator API. Objects around arrays, so that members can be added. */
public final class Listings {
    private Listings() {}

    /**
     * All connections.
     *
     * @param connections in the order of the settings
     */
    public record Connections(List<ConnectionView> connections) {}

    /**
     * All sources.
     *
     * @param sources in the order of the settings
     */
    public record Sources(List<SourceView> sources) {}

    /**
     * All plugins.
     *
     * @param plugins in the order in which they were found
     */
    public record Plugins(List<PluginView> plugins) {}

    /**
     * What was looked for.
     *
     * @param total how many there are
     * @param deadLetters the newest of them
     */
    public record DeadLettersFound(long total, List<DeadLetterView> deadLetters) {}

    /**
     * Receipts of requests to delete persons.
     *
     * @param deletions the newest first
     */
    public record Receipts(List<ReceiptView> deletions) {}

    /**
     * Who did what to dead letters.
     *
     * @param deeds the newest first
     */
    public record Deeds(List<DeadLetters.Deed> deeds) {}

    /**
     * What was done.
     *
     * @param asked how many ids were given
     * @param done how many of them were thrown away
     */
    public record Done(int asked, int done) {}
}
