package org.eventgateway.benchmarks.endtoend;

/**
 * How the sink answers loads.
 *
 * @param latencyMillis how long each takes from its first byte to the answer
 * @param errorShare the share that is refused with 503, from 0 to 1
 * @param quota how many a minute; more get 429 with the time left; 0 is no limit
 * @param onePerList whether a second load while one is being served gets 429
 */
record SinkBehaviour(int latencyMillis, double errorShare, int quota, boolean onePerList) {
    /** Takes everything at once. */
    static final SinkBehaviour KIND = new SinkBehaviour(0, 0, 0, true);

    /** Takes everything at once, of several connections. */
    static final SinkBehaviour SHARED = new SinkBehaviour(0, 0, 0, false);

    /** Takes nothing. */
    static final SinkBehaviour DOWN = new SinkBehaviour(0, 1, 0, true);

    /** As the query of a control call. */
    String query() {
        return latencyMillis + "," + errorShare + "," + quota + "," + onePerList;
    }

    static SinkBehaviour parse(String query) {
        String[] parts = query.split(",", -1);
        return new SinkBehaviour(
                Integer.parseInt(parts[0]),
                Double.parseDouble(parts[1]),
                Integer.parseInt(parts[2]),
                Boolean.parseBoolean(parts[3]));
    }

    @Override
    public String toString() {
        return "sink(" + latencyMillis + " ms, errors " + errorShare + ", quota " + quota + ")";
    }
}
