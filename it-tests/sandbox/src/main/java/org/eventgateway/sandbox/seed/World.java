package org.eventgateway.sandbox.seed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.sandbox.account.Accounts;
import org.eventgateway.sandbox.organization.Organization;

/** Everything that a request can read or change and a reset puts back. */
public final class World {
    private final Accounts accounts;
    private final Map<String, Organization> organizations;

    World(Accounts accounts, Map<String, Organization> organizations) {
        this.accounts = accounts;
        this.organizations = Map.copyOf(organizations);
    }

    public Accounts accounts() {
        return accounts;
    }

    public Optional<Organization> organization(String name) {
        return Optional.ofNullable(organizations.get(name));
    }

    public List<Organization> organizations() {
        return List.copyOf(organizations.values());
    }
}
