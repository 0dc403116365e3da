package org.eventgateway.war.door;

import java.util.List;
import java.util.Optional;
import org.eventgateway.engine.source.SourceConnection;

/** The sources that requests may be for. Thread-safe. */
public interface ReceivingSources {

    /** The names of all that are declared, open or not. */
    List<String> names();

    /** One that is open. */
    Optional<SourceConnection> find(String name);
}
