package org.eventgateway.sandbox.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.sandbox.api.Operation;

/**
 * One service account of type Custom.
 *
 * @param rights the ticked endpoints; empty means all of them
 * @param expires when the key stops working; empty means never
 * @param organizations the allowed organizations; empty means all of them
 * @param subnets the addresses that may call; an empty list means all of them
 */
public record Account(
        String key,
        String secret,
        Optional<Set<Operation>> rights,
        Optional<Instant> expires,
        Optional<Set<String>> organizations,
        List<Subnet> subnets) {
    public Account {
        if (key.isEmpty() || key.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an account's key must not be empty or hold a colon");
        }
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("an account's secret must not be empty");
        }
        rights = rights.map(Set::copyOf);
        organizations = organizations.map(Set::copyOf);
        subnets = List.copyOf(subnets);
    }

    /** Makes an account that may do everything, from everywhere, for ever. */
    public static Account unlimited(String key, String secret) {
        return new Account(key, secret, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** Compares the secret in constant time. */
    boolean hasSecret(String given) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    boolean worksAt(Instant now) {
        return expires.map(now::isBefore).orElse(true);
    }

    boolean mayCallFrom(String address) {
        return subnets.isEmpty() || subnets.stream().anyMatch(subnet -> subnet.holds(address));
    }

    /** Tells whether the operation's box is ticked. */
    public boolean may(Operation operation) {
        return rights.map(set -> set.contains(operation)).orElse(true);
    }

    /** Tells whether the organization is among the allowed ones; says nothing about whether it exists. */
    public boolean maySee(String organization) {
        return organizations.map(set -> set.contains(organization)).orElse(true);
    }

    @Override
    public String toString() {
        return "Account " + key;
    }
}
