package org.eventgateway.war.ops;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.war.http.Authorization;
import org.eventgateway.war.http.RequestHead;

/**
 * Decides who is an operator: whoever shows the operator key; without one set, whoever sits on this machine. Thread-safe.
 *
 * <p>A page in a browser on this machine can send requests to it as well: so the host must be called by a local name, which a page
 * from outside cannot bring about even with a name that resolves to this machine, and the page itself must be a local one.
 */
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
        boolean local = head.fromThisMachine()
                && head.header("host")
                        .map(host -> "http://" + host)
                        .map(OperatorAccess::isLocal)
                        .orElse(false)
                && head.header("origin").map(OperatorAccess::isLocal).orElse(true);
        return local
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

    private static boolean isLocal(String address) {
        try {
            String host = URI.create(address).getHost();
            if (host == null) {
                return false;
            }
            String name = host.toLowerCase(Locale.ROOT);
            return name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.\\d{1,3}){3}");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
