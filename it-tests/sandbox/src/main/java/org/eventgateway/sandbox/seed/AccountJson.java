package org.eventgateway.sandbox.seed;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.sandbox.account.Account;
import org.eventgateway.sandbox.account.Subnet;
import org.eventgateway.sandbox.api.Operation;
import org.eventgateway.sandbox.json.JsonFields;

/** Reads service accounts, from a seed or the control API. */
public final class AccountJson {
    private AccountJson() {}

    /** Reads one account; throws {@link IllegalArgumentException} if it is not one. */
    public static Account read(JsonFields json) {
        return new Account(
                json.requiredText("key"),
                json.requiredText("secret"),
                json.has("rights") ? Optional.of(rights(json)) : Optional.empty(),
                json.text("expires").map(AccountJson::instant),
                json.has("organizations") ? Optional.of(Set.copyOf(json.texts("organizations"))) : Optional.empty(),
                json.texts("subnets").stream().map(Subnet::parse).toList());
    }

    private static Set<Operation> rights(JsonFields json) {
        Set<Operation> rights = new HashSet<>();
        for (String name : json.texts("rights")) {
            rights.add(Operation.named(name)
                    .orElseThrow(() -> new IllegalArgumentException("there is no right named " + name)));
        }
        return rights;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("property expires is not an ISO-8601 time in UTC", e);
        }
    }
}
