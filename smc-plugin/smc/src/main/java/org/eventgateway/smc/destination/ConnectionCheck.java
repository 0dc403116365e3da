package org.eventgateway.smc.destination;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.smc.api.Reply;
import org.eventgateway.smc.api.Search;
import org.eventgateway.smc.api.SmcClient;
import org.eventgateway.smc.list.ListField;
import org.eventgateway.smc.list.ListStructure;
import org.eventgateway.smc.mapping.ColumnMapping;
import org.eventgateway.smc.settings.Effect;
import org.eventgateway.smc.settings.SmcOptions;

/**
 * Finds out with read-only calls what works and what does not, from the address to the columns. SMC says 401 for everything about
 * access, so that only several calls together tell which of it is meant (vendor portal). Thread-safe; each run makes up to nine calls.
 */
final class ConnectionCheck {
    private static final String KEY_REFUSED =
            "SMC refused the key. Possible causes: mistyped key or secret, expired or rotated key,"
                    + " this server's IP is not in the account's list, the organization is not allowed, or the endpoint is not enabled"
                    + " for this service account.";

    private final Remote remote;
    private final SmcOptions options;

    ConnectionCheck(Remote remote, SmcOptions options) {
        this.remote = remote;
        this.options = options;
    }

    /** All steps, for people. */
    CheckReport report() {
        List<Finding> findings = run();
        boolean stopped = findings.get(findings.size() - 1).problem().isPresent();
        if (stopped) {
            findings.add(Finding.skipped("further steps", "Not looked at, because an earlier step failed."));
        }
        expiry().ifPresent(findings::add);
        return new CheckReport(findings.stream().map(Finding::step).toList());
    }

    /** Why nothing can be delivered, if these calls show it. */
    Optional<Reason> diagnose() {
        return firstProblem(run());
    }

    /** Why nothing at all can be delivered, whatever the list; up to four calls. */
    Optional<Reason> diagnoseAccess() {
        List<Finding> findings = new ArrayList<>(List.of(address()));
        if (findings.get(0).problem().isEmpty()) {
            findings.addAll(access());
        }
        return firstProblem(findings);
    }

    /** Why nothing can be delivered to a list that is configured; empty for another. */
    Optional<Reason> diagnose(String list) {
        if (list.equalsIgnoreCase(options.eventsList())) {
            return firstProblem(eventsList());
        }
        return options.isUserList(list) ? firstProblem(userList()) : Optional.empty();
    }

    private static Optional<Reason> firstProblem(List<Finding> findings) {
        return findings.stream().flatMap(finding -> finding.problem().stream()).findFirst();
    }

    /** The steps up to the first that failed. */
    private List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        if (add(findings, List.of(address()))
                && add(findings, access())
                && add(findings, eventsList())
                && add(findings, userList())) {
            findings.add(businessKey());
            deletions().ifPresent(findings::add);
            findings.add(Finding.skipped(
                    "write rights",
                    "Write rights are not verified, because that would need writing; the service account needs List data load,"
                            + " Segment data load, and for deletions List data and Segment data."));
        }
        return findings;
    }

    private static boolean add(List<Finding> all, List<Finding> some) {
        all.addAll(some);
        return some.stream().allMatch(finding -> finding.problem().isEmpty());
    }

    private Finding address() {
        String name = "admin URL";
        Reply reply = remote.now((api, organization) -> api.status());
        Lookup lookup = Lookup.of(reply);
        if (lookup.status() / 100 == 2 || lookup.kind() == Lookup.Kind.NO_ACCESS) {
            if (!(reply instanceof Reply.Answered answered && answered.body().isPage())) {
                return Finding.passed(name, "SMC's API answers at this address.");
            }
        }
        if (lookup.status() == 503) {
            return Finding.failed(
                    name,
                    Reason.remote("smc_maintenance", "SMC is overloaded or under maintenance (503); it will pass."));
        }
        return lookup.kind() == Lookup.Kind.UNAVAILABLE
                ? Finding.failed(name, lookup.reason())
                : Finding.failed(
                        name,
                        Reason.configuration(
                                "admin_url_wrong",
                                "The Admin URL is wrong: something else than SMC's API answers there. Copy the address with"
                                        + " which you log in to SMC."));
    }

    private List<Finding> access() {
        Lookup organization = look((api, name) -> api.organization(name));
        if (organization.kind() == Lookup.Kind.UNKNOWN_NAME) {
            return List.of(Finding.failed(
                    "organization",
                    Reason.configuration(
                            "organization_wrong",
                            "SMC knows no organization of this name, or the service account may not see it. Copy the name,"
                                    + " capitals included, from the top right of SMC.")));
        }
        Lookup lists = look((api, name) -> api.lists(name, 1));
        if (organization.kind() == Lookup.Kind.NO_ACCESS
                && lists.kind() == Lookup.Kind.NO_ACCESS
                && fieldsOf(options.eventsList()).kind() == Lookup.Kind.NO_ACCESS) {
            return List.of(Finding.failed("key", Reason.configuration("key_refused", KEY_REFUSED)));
        }
        return List.of(ticked("organization", organization, "Organization details"), ticked("lists", lists, "Lists"));
    }

    private Lookup fieldsOf(String list) {
        return look((api, organization) -> api.fields(organization, list));
    }

    /** A right that delivery does not need. */
    private static Finding ticked(String name, Lookup lookup, String endpoint) {
        return switch (lookup.kind()) {
            case FOUND -> Finding.passed(name, "The key was taken.");
            case NO_ACCESS ->
                Finding.warning(
                        name,
                        "The endpoint " + endpoint
                                + " is not enabled for this service account; delivery works without it, this check sees less.");
            case UNKNOWN_NAME, NOT_SMC, UNAVAILABLE -> Finding.failed(name, lookup.reason());
        };
    }

    private List<Finding> eventsList() {
        List<Finding> findings = new ArrayList<>();
        findings.add(ticked(
                "events list",
                passNames(look((api, organization) -> api.list(organization, options.eventsList()))),
                "List details"));
        if (findings.get(0).problem().isPresent()) {
            return findings;
        }
        StructureReader.Read read = new StructureReader(remote).read(options.eventsList());
        if (read.problem().isPresent()) {
            findings.add(Finding.failed("events list columns", read.problem().get()));
            return findings;
        }
        ListStructure list = read.structure().orElseThrow();
        findings.add(StructureReader.missingColumns(options.columns(), list)
                .map(reason -> Finding.failed("events list columns", reason))
                .orElseGet(() -> compared("events list columns", options.columns(), list)));
        return findings;
    }

    // An unknown name is told by the step that reads the fields, in better words.
    private static Lookup passNames(Lookup lookup) {
        return lookup.kind() == Lookup.Kind.UNKNOWN_NAME
                ? new Lookup(Lookup.Kind.FOUND, lookup.status(), lookup.reason())
                : lookup;
    }

    private static Finding compared(String name, ColumnMapping mapping, ListStructure list) {
        List<String> absent = mapping.names().stream()
                .filter(column -> list.loadable(column).isEmpty())
                .toList();
        List<String> unmapped = list.fields().stream()
                .filter(field -> !field.allowsNull() && !field.computed())
                .map(ListField::name)
                .filter(field -> !field.equalsIgnoreCase("ID")
                        && mapping.names().stream().noneMatch(field::equalsIgnoreCase))
                .toList();
        if (!unmapped.isEmpty()) {
            return Finding.warning(
                    name,
                    "These fields must have a value but take none: " + String.join(", ", unmapped)
                            + ". Map them in columns.");
        }
        return absent.isEmpty()
                ? Finding.passed(name, "All " + mapping.names().size() + " columns are there.")
                : Finding.warning(
                        name,
                        "These optional columns are missing and are left out: " + String.join(", ", absent) + ".");
    }

    private List<Finding> userList() {
        if (options.userList().isEmpty()) {
            return List.of();
        }
        SmcOptions.UserList users = options.userList().get();
        StructureReader.Read read = new StructureReader(remote).readUsers(users);
        if (read.problem().isPresent()) {
            return List.of(Finding.failed("user list", read.problem().get()));
        }
        Lookup segments = look((api, organization) -> api.segments(organization, users.list(), 1));
        return List.of(
                Finding.passed("user list", "The list " + users.list() + " and its business key are there."),
                ticked("segments", segments, "Segments"));
    }

    private Finding businessKey() {
        String name = "business key";
        return options.userList()
                .filter(users -> options.identifyTo().contains(Effect.PROFILE))
                .map(users -> Finding.passed(
                        name,
                        "userId is written to " + users.businessKey() + " of " + users.list()
                                + "; give that field a unique index or make it the list's business key."))
                .orElseGet(() -> Finding.warning(
                        name,
                        "userId reaches no business key from here: identify calls are only rows of the events list, so SMC"
                                + " must process those itself. Set user-list and business-key to write profiles."));
    }

    /** Whether the rows of a person could be found. Without the right his deletion waits, and what comes later of him. */
    private Optional<Finding> deletions() {
        String name = "deletions";
        return options.columns().userColumn().map(column -> {
            Search nobody = Search.byValue(List.of(column), column, "event-gateway-check", 0, 1);
            Lookup lookup = look((api, organization) -> api.search(
                    organization, options.eventsList(), remote.client().json(nobody)));
            return lookup.kind() == Lookup.Kind.NO_ACCESS
                    ? Finding.warning(
                            name,
                            "The endpoint List data search is not enabled for this service account; deletions of persons, and what"
                                    + " comes later of them, would wait until it is.")
                    : ticked(name, lookup, "List data search");
        });
    }

    /** Warns 30 and, more urgently, 7 days before the key ends. */
    Optional<Finding> expiry() {
        if (remote.isOnNextKey()) {
            return Optional.of(Finding.passed(
                    "key expiry",
                    "api-key-next is in use. Move it to api-key and api-secret, and set key-expires to its own end."));
        }
        return options.keyExpires().map(end -> {
            long days = ChronoUnit.DAYS.between(LocalDate.ofInstant(remote.time(), ZoneOffset.UTC), end);
            String renew = " Make a new key in SMC and set it as api-key-next and api-secret-next.";
            if (days < 0) {
                return Finding.warning("key expiry", "The key has expired on " + end + "." + renew);
            }
            if (days <= 7) {
                return Finding.warning(
                        "key expiry", "Urgent: the key expires in " + days + " days, on " + end + "." + renew);
            }
            return days <= 30
                    ? Finding.warning("key expiry", "The key expires in " + days + " days, on " + end + "." + renew)
                    : Finding.passed("key expiry", "The key is good until " + end + ".");
        });
    }

    private Lookup look(SmcClient.Call call) {
        return Lookup.of(remote.now(call));
    }
}
