package org.eventgateway.benchmarks.endtoend;

import java.util.List;
import org.eventgateway.benchmarks.workload.Bodies;
import org.eventgateway.benchmarks.workload.MadeEvent;

/** Where requests go, and how events are put into them. */
enum Door {
    /** A list of calls at the tracking door. */
    BATCH,

    /** Each call at a path of its own. */
    SINGLE,

    /** The other direction: SMC's email events as its web components post them, but a list in each request. */
    EMAIL;

    boolean isBatched() {
        return this != SINGLE;
    }

    String path(List<MadeEvent> request) {
        return switch (this) {
            case BATCH -> "/v1/batch";
            case SINGLE -> "/v1/" + request.get(0).type();
            case EMAIL -> "/receive/smc";
        };
    }

    byte[] body(List<MadeEvent> request) {
        return switch (this) {
            case BATCH -> Bodies.batch(request);
            case SINGLE -> request.get(0).json();
            case EMAIL -> Bodies.list(request);
        };
    }
}
