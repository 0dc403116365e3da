package org.eventgateway.war.ops;

import java.util.List;
import java.util.Optional;
import org.eventgateway.engine.route.NamedKey;
import org.eventgateway.war.http.Authorization;
import org.eventgateway.war.http.RequestHead;

/**
 * Decides who is an operator: whoever shows an operator key; without one set, whoever sits on this machine, as long as the gateway is
 * there for this machine only. A gateway for others often stands behind a proxy on the same machine, and not every proxy leaves a trace.
 * Thread-safe.
 */
public final class OperatorAccess {
    private final List<NamedKey> keys;
    private final boolean forThisMachineOnly;

    /**
     * @param keys the operator keys, if any are set
     * @param forThisMachineOnly whether the gateway takes events from this machine only
     */
    public OperatorAccess(List<NamedKey> keys, boolean forThisMachineOnly) {
        this.keys = List.copyOf(keys);
        this.forThisMachineOnly = forThisMachineOnly;
    }

    /** Whether nobody is let in until an operator key is set. */
    public boolean isClosed() {
        return keys.isEmpty() && !forThisMachineOnly;
    }

    /** Why a caller is not let in; empty if it is. */
    public Optional<Problem> refusal(RequestHead head) {
        if (!keys.isEmpty()) {
            return shown(head).isPresent()
                    ? Optional.empty()
                    : Optional.of(new Problem(
                            401,
                            "operator_key_wrong",
                            "Unauthorized",
                            "Send a key that stands in gateway.operator-key as Bearer token, without its name."));
        }
        if (isClosed()) {
            return Optional.of(new Problem(
                    403,
                    "operator_key_not_set",
                    "Forbidden",
                    "With gateway.write-keys set, the operator API needs a key: set gateway.operator-key."));
        }
        return head.fromThisMachine()
                ? Optional.empty()
                : Optional.of(new Problem(
                        403,
                        "not_this_machine",
                        "Forbidden",
                        "Without gateway.operator-key, the operator API answers this machine only, as localhost."));
    }

    /** How a caller that was let in is named in records: by the name of its key, if the key has one. */
    public String name(RequestHead head) {
        if (keys.isEmpty()) {
            return "this machine";
        }
        return shown(head).filter(NamedKey::hasName).map(NamedKey::label).orElse("operator key");
    }

    private Optional<NamedKey> shown(RequestHead head) {
        return Authorization.bearer(head).flatMap(key -> NamedKey.find(keys, key));
    }
}
