package org.eventgateway.war.ops;

import java.util.Optional;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.war.http.Authorization;
import org.eventgateway.war.http.RequestHead;

/** Decides who is an operator: whoever shows the operator key; without one set, whoever sits on this machine. Thread-safe. */
public final class OperatorAccess {
    private final Optional<Secret> key;

    public OperatorAccess(Optional<Secret> key) {
        this.key = key;
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
