package org.eventgateway.sandbox.account;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eventgateway.sandbox.http.SandboxRequest;

/** The service accounts by key; safe for use by many threads. */
public final class Accounts {
    /** The one header that authenticates (vendor reference: authentication). */
    public static final String HEADER = "X-ApiKey";

    // compared with when the key is unknown, so that a miss takes as long as a wrong secret
    private static final Account NOBODY = Account.unlimited("nobody", "no secret matches this one");

    private final Map<String, Account> byKey = new ConcurrentHashMap<>();

    /** Adds an account; one with the same key is replaced, as by rotating its secret. */
    public void put(Account account) {
        byKey.put(account.key(), account);
    }

    /** Removes an account, if there is one. */
    public boolean remove(String key) {
        return byKey.remove(key) != null;
    }

    /** Finds the account a request authenticates as: right key and secret, not expired, from an admitted address. */
    public Optional<Account> authenticate(SandboxRequest request, Instant now) {
        String value = request.header(HEADER).orElse("");
        int colon = value.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        Optional<Account> known = Optional.ofNullable(byKey.get(value.substring(0, colon)));
        boolean right = known.orElse(NOBODY).hasSecret(value.substring(colon + 1));
        return known.filter(account -> right && account.worksAt(now) && account.mayCallFrom(request.remoteAddress()));
    }
}
