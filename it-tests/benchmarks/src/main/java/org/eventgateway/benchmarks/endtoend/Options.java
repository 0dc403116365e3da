package org.eventgateway.benchmarks.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eventgateway.benchmarks.micro.Columns;

/** What is to be measured, as the command line says it: {@code --name value} pairs, all with a default. Immutable. */
final class Options {
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("door", "batch"),
            Map.entry("n", "100000"),
            Map.entry("warm", "100000"),
            Map.entry("rest", "0"),
            Map.entry("in-batch", "100"),
            Map.entry("out-batch", "2500"),
            Map.entry("connections", "8"),
            Map.entry("deal", "person"),
            Map.entry("rate", "0"),
            Map.entry("requests", "2500"),
            Map.entry("columns", "EIGHTEEN"),
            Map.entry("latency", "0"),
            Map.entry("errors", "0"),
            Map.entry("quota", "0"),
            Map.entry("one-per-list", "true"),
            Map.entry("hold", "false"),
            Map.entry("traits", "0"),
            Map.entry("neighbour", "none"),
            Map.entry("neighbours", "1"),
            Map.entry("window", "0"),
            Map.entry("seconds", "180"),
            Map.entry("budget", "10GB"),
            Map.entry("heap", "512m"),
            Map.entry("jvm", ""),
            Map.entry("server-cpu", "1"),
            Map.entry("load-cpu", "0"),
            Map.entry("war", "smc-plugin/target/smc-plugin.war"),
            Map.entry("wlp", "liberty-config/target/liberty/wlp"),
            Map.entry("features", "liberty-config/src/main/liberty/gateway/features.xml"),
            Map.entry("folder", "it-tests/benchmarks/target/end-to-end"));

    private final Map<String, String> given;

    private Options(Map<String, String> given) {
        this.given = Map.copyOf(given);
    }

    /** Reads the command line; an unknown name is an {@link IllegalArgumentException} that lists those known. */
    static Options parse(String... args) {
        Map<String, String> given = new HashMap<>(DEFAULTS);
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : "";
            if (!DEFAULTS.containsKey(name) || i + 1 == args.length) {
                throw new IllegalArgumentException("not understood: " + args[i]
                        + "; known, each with a value behind it: " + new TreeSet<>(DEFAULTS.keySet()));
            }
            given.put(name, args[i + 1]);
        }
        Options options = new Options(given);
        if (!Set.of("batch", "single", "email").contains(options.text("door"))) {
            throw new IllegalArgumentException("--door is batch, single or email");
        }
        if (!Set.of("person", "turn").contains(options.text("deal"))) {
            throw new IllegalArgumentException("--deal is person or turn");
        }
        if (!Set.of("none", "up", "down").contains(options.text("neighbour"))) {
            throw new IllegalArgumentException("--neighbour is none, up or down");
        }
        return options;
    }

    Door door() {
        return Door.valueOf(text("door").toUpperCase(Locale.ROOT));
    }

    /** Events in a request. */
    int inBatch() {
        return door().isBatched() ? number("in-batch") : 1;
    }

    int outBatch() {
        return number("out-batch");
    }

    int events() {
        return number("n");
    }

    int warmUp() {
        return number("warm");
    }

    /** How long nothing happens between warm-up and measurement. */
    Duration rest() {
        return Duration.ofSeconds(number("rest"));
    }

    int connections() {
        return number("connections");
    }

    /**
     * Whether connections take events in turn. Otherwise each person keeps to one, as order needs it; then a few very active persons leave
     * most of many connections idle.
     */
    boolean inTurn() {
        return text("deal").equals("turn");
    }

    /** Events a second; 0 is as fast as it goes. */
    int rate() {
        return number("rate");
    }

    /** How many requests a minute the gateway is told that it has. */
    String requestsPerMinute() {
        return text("requests");
    }

    Columns columns() {
        return Columns.valueOf(text("columns"));
    }

    SinkBehaviour behaviour() {
        return new SinkBehaviour(
                number("latency"),
                Double.parseDouble(text("errors")),
                number("quota"),
                Boolean.parseBoolean(text("one-per-list")));
    }

    /** Whether the sink refuses everything until all events were accepted. */
    boolean hold() {
        return Boolean.parseBoolean(text("hold"));
    }

    /** How many traits identify calls draw theirs from, and then there are no other calls; 0 is the usual workload. */
    int traits() {
        return number("traits");
    }

    /** How many message ids the server remembers before it starts, spread over the hours of its window. */
    int window() {
        return number("window");
    }

    /** How many more connections get every event too, each for another organization. */
    int neighbours() {
        return text("neighbour").equals("none") ? 0 : number("neighbours");
    }

    /** How the last of those organizations answers; the others are up. */
    SinkBehaviour ofNeighbour() {
        return text("neighbour").equals("down") ? SinkBehaviour.DOWN : SinkBehaviour.KIND;
    }

    Duration longest() {
        return Duration.ofSeconds(number("seconds"));
    }

    /** How much disk the kept events may take, as the setting says it. */
    String budget() {
        return text("budget");
    }

    /** Options of the server's JVM. */
    List<String> jvm() {
        String more = text("jvm");
        return more.isEmpty() ? List.of("-Xmx" + text("heap")) : List.of("-Xmx" + text("heap"), more);
    }

    String serverCpu() {
        return text("server-cpu");
    }

    String loadCpu() {
        return text("load-cpu");
    }

    Path war() {
        return path("war");
    }

    Path wlp() {
        return path("wlp");
    }

    Path features() {
        return path("features");
    }

    Path folder() {
        return path("folder");
    }

    /** The words that tell this run from others. */
    String summary() {
        return text("door") + " in " + inBatch() + " out " + outBatch() + " " + columns() + " x"
                + connections() + (inTurn() ? " in turn" : "") + (rate() == 0 ? "" : " @" + rate())
                + (text("requests").equals("2500") ? "" : " " + text("requests") + " requests") + " " + behaviour()
                + (hold() ? " hold" : "") + (traits() > 0 ? " traits " + traits() : "")
                + (window() > 0 ? " window " + window() : "")
                + (neighbours() == 0 ? "" : " neighbour " + text("neighbour"))
                + (neighbours() > 1 ? " of " + neighbours() : "");
    }

    private Path path(String name) {
        return Path.of(text(name)).toAbsolutePath().normalize();
    }

    private int number(String name) {
        return Integer.parseInt(text(name));
    }

    private String text(String name) {
        return given.getOrDefault(name, "");
    }
}
