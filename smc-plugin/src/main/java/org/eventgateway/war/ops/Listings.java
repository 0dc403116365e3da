package org.eventgateway.war.ops;

import java.util.List;

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
     * What was done.
     *
     * @param asked how many ids were given
     * @param done how many of them were moved or thrown away
     */
    public record Done(int asked, int done) {}
}
