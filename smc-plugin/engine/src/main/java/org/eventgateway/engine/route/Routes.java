package org.eventgateway.engine.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a caller. Called by the doors on request threads, once a request; immutable.
 *
 * <p>The route of the write key goes before that of the door; without either, every destination is fed that no source feeds.
 */
public final class Routes {
    /** The door of Segment's Tracking API: browsers and servers with a write key. */
    public static final String TRACKING = "tracking";
    /** The door of partner destinations and webhooks: other gateways. */
    public static final String PARTNER = "partner";

    /** Write keys are set, and the caller sent none. */
    public static final Reason KEY_MISSING = Reason.configuration(
            "write_key_missing",
            "The call carries no write key. Send one of gateway.write-keys as the Basic user name.");
    /** Write keys are set, and the caller's is none of them. */
    public static final Reason KEY_UNKNOWN = Reason.configuration(
            "write_key_unknown",
            "The write key is not known here. Add it to gateway.write-keys or correct it in the sender.");
    /** No write keys are set, and the call comes over the network. */
    public static final Reason NOT_THIS_MACHINE = Reason.configuration(
            "not_this_machine",
            "Without gateway.write-keys, calls are taken from this machine only, as localhost, and from no page of elsewhere. Set the write "
                    + "keys of your senders.");

    private final List<WriteKey> keys;
    private final Map<String, List<String>> connectionsByName;
    private final List<String> everyConnection;

    /**
     * @param keys the known write keys; none means that only this machine may call
     * @param connectionsByName for a door or a write key's name, which connections it feeds
     * @param everyConnection what a caller without a rule feeds
     */
    public Routes(List<WriteKey> keys, Map<String, List<String>> connectionsByName, List<String> everyConnection) {
        this.keys = List.copyOf(keys);
        this.connectionsByName = Map.copyOf(connectionsByName);
        this.everyConnection = List.copyOf(everyConnection);
    }

    /**
     * Finds the route of a caller that shows a write key.
     *
     * @param door {@link #TRACKING} or {@link #PARTNER}
     * @param writeKey what the caller sent, if anything
     * @param fromThisMachine whether the call was made on this machine, with no proxy in between and by no page of elsewhere
     */
    public Access find(String door, Optional<String> writeKey, boolean fromThisMachine) {
        if (keys.isEmpty()) {
            return fromThisMachine ? new Access.Granted(ofDoor(door)) : new Access.Denied(NOT_THIS_MACHINE);
        }
        if (writeKey.isEmpty()) {
            return new Access.Denied(KEY_MISSING);
        }
        WriteKey known = known(writeKey.get());
        return known == null ? new Access.Denied(KEY_UNKNOWN) : new Access.Granted(ofKey(door, known));
    }

    /** The route of a caller whom the door itself has recognised, such as by the signature of the body. */
    public Route ofDoor(String door) {
        return new Route(door, connectionsByName.getOrDefault(door, everyConnection), door.equals(PARTNER));
    }

    /** Whether no write key is known, so that calls over the network are refused. */
    public boolean openToThisMachineOnly() {
        return keys.isEmpty();
    }

    private Route ofKey(String door, WriteKey key) {
        List<String> ofDoor = connectionsByName.getOrDefault(door, everyConnection);
        List<String> connections = connectionsByName.getOrDefault(key.name(), ofDoor);
        // Browser write keys are public: at whichever door, anyone could have a person deleted with one.
        return new Route(key.name(), connections, key.mayDelete());
    }

    private @Nullable WriteKey known(String writeKey) {
        WriteKey found = null;
        // No early exit: how long it takes must not tell which key comes close.
        for (WriteKey key : keys) {
            if (key.key().matches(writeKey)) {
                found = key;
            }
        }
        return found;
    }
}
