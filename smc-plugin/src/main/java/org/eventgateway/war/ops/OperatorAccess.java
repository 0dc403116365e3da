package org.eventgateway.war.ops;

import java.util.Optional;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.war.http.Authorization;
import org.eventgateway.war.http.RequestHead;

/**
 * Decides who is an operator: whoever shows the operator key; without one set, whoever sits on this machine, as long as the gateway is
 * there for this machine only. A gateway for others often stands behind a proxy on the same machine, and not every proxy leaves a trace.
 * Thread-safe.
 */
public final class OperatorAccess {
    private final Optional<Secret> key;
    private final boolean forThisMachineOnly;

    /**
     * @param key the operator key, if one is set
     * @param forThisMachineOnly whether the gateway takes events from this machine only
     */
    public OperatorAccess(Optional<Secret> key, boolean forThisMachineOnly) {
        this.key = key;
        this.forThisMachineOnly = forThisMachineOnly;
    }

    /** Whether nobody is let in until an operator key is set. */
    public boolean isClosed() {
        return key.isEmpty() && !forThisMachineOnly;
    }

    /** Why a caller is not let in; empty if it is. */
    public Optional<Problem> refusal(RequestHead head) {
        if (key.isPresent()) {
            boolean known =
                    Authorization.bearer(head).filter(key.get()::matches).isPresent();
            return known
                    ? Optional.empty()
                    : Optional.of(new Problem(
                            401,
                            "operator_key_wrong",
                            "Unauthorized",
                            "Send the value of gateway.operator-key as Bearer token."));
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

    /** How a caller that was let in is named in records. */
    public String name() {
        return key.isPresent() ? "operator key" : "this machine";
    }
}
