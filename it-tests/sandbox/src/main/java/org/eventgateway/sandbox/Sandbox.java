package org.eventgateway.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.sandbox.account.Account;
import org.eventgateway.sandbox.account.Accounts;
import org.eventgateway.sandbox.account.Quota;
import org.eventgateway.sandbox.account.QuotaState;
import org.eventgateway.sandbox.api.Call;
import org.eventgateway.sandbox.api.Endpoint;
import org.eventgateway.sandbox.api.Operation;
import org.eventgateway.sandbox.api.Route;
import org.eventgateway.sandbox.fault.Fault;
import org.eventgateway.sandbox.fault.Faults;
import org.eventgateway.sandbox.fault.LateWork;
import org.eventgateway.sandbox.http.Query;
import org.eventgateway.sandbox.http.RefusedRequest;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.http.SandboxRequest;
import org.eventgateway.sandbox.http.Sending;
import org.eventgateway.sandbox.journal.Journal;
import org.eventgateway.sandbox.journey.JourneyEndpoints;
import org.eventgateway.sandbox.journey.TransactionalEndpoints;
import org.eventgateway.sandbox.json.JsonText;
import org.eventgateway.sandbox.list.BulkSlot;
import org.eventgateway.sandbox.list.CustomEventEndpoints;
import org.eventgateway.sandbox.list.FieldEndpoints;
import org.eventgateway.sandbox.list.ListEndpoints;
import org.eventgateway.sandbox.load.LoadEndpoints;
import org.eventgateway.sandbox.load.MemberEndpoints;
import org.eventgateway.sandbox.load.RecordEndpoints;
import org.eventgateway.sandbox.organization.Organization;
import org.eventgateway.sandbox.organization.OrganizationEndpoints;
import org.eventgateway.sandbox.search.SearchEndpoints;
import org.eventgateway.sandbox.seed.World;
import org.eventgateway.sandbox.segment.SegmentEndpoints;

/**
 * The stand-in itself. Requests go in, replies come out; the control side of it (settings, faults, journal, accounts,
 * reset) is offered as methods. Safe for use by many threads; never waits and never sleeps.
 */
public final class Sandbox {
    private final SandboxConfig config;
    private final Clock clock;
    private final Map<Operation, Endpoint> endpoints;
    private final Quota quota = new Quota();
    private final Faults faults = new Faults();
    private final LateWork late = new LateWork();
    private final Journal journal;
    private volatile World world;
    private volatile SandboxSettings settings;

    private Sandbox(SandboxConfig config) {
        this.config = config;
        this.clock = config.clock();
        this.endpoints = endpoints();
        this.journal = new Journal(config.journalLimits());
        this.world = config.seed().grow();
        this.settings = config.settings();
    }

    public static Sandbox create(SandboxConfig config) {
        return new Sandbox(config);
    }

    /** Answers one request to the API and writes it into the journal. Throws nothing on bad requests. */
    public SandboxReply handle(SandboxRequest request) {
        Instant now = clock.instant();
        late.catchUp(now);
        Optional<Fault> fault = faults.take(request);
        fault.filter(Fault::isLate)
                .map(found -> now.plus(found.time()))
                .ifPresent(due -> late.add(due, () -> answer(request, due)));
        SandboxReply reply =
                fault.map(found -> found.play(() -> answer(request, now))).orElseGet(() -> answer(request, now));
        int status = reply.sending() == Sending.CUT ? 0 : reply.status();
        journal.append(request, now, status, fault.map(found -> found.kind().label()));
        return reply;
    }

    /** Goes back to the state after creation; the journal is emptied but goes on counting. */
    public void reset() {
        world = config.seed().grow();
        settings = config.settings();
        quota.clear();
        faults.clear();
        late.clear();
        journal.limit(config.journalLimits());
        journal.clear();
    }

    public SandboxSettings settings() {
        return settings;
    }

    /** Changes the settings for requests that come in from now on. */
    public void change(SandboxSettings newSettings) {
        settings = newSettings;
    }

    public Faults faults() {
        return faults;
    }

    public Journal journal() {
        return journal;
    }

    /** The accounts of the current world; a reset replaces them. */
    public Accounts accounts() {
        return world.accounts();
    }

    public Optional<Organization> organization(String name) {
        return world.organization(name);
    }

    /**
     * Returns the rows of a list by field name, NULLs left out, for assertions. Throws {@link IllegalArgumentException} if
     * there is no such list.
     */
    public List<Map<String, Object>> rows(String organization, String list) {
        late.catchUp(clock.instant());
        return world
                .organization(organization)
                .flatMap(found -> found.list(list))
                .orElseThrow(() -> new IllegalArgumentException("there is no list " + list + " in " + organization))
                .table()
                .rows()
                .stream()
                .map(row -> row.values())
                .toList();
    }

    /**
     * Returns the contacts in a segment by field name, NULLs left out, for assertions. Throws
     * {@link IllegalArgumentException} if there is no such segment.
     */
    public List<Map<String, Object>> members(String organization, String list, String segment) {
        late.catchUp(clock.instant());
        var table = world.organization(organization).flatMap(found -> found.list(list));
        return table
                .flatMap(found -> found.segments().find(segment))
                .orElseThrow(() -> new IllegalArgumentException("there is no segment " + segment + " of " + list))
                .members()
                .stream()
                .flatMap(id -> table.orElseThrow().table().row(id).stream())
                .map(row -> row.values())
                .toList();
    }

    private SandboxReply answer(SandboxRequest request, Instant now) {
        World here = world;
        SandboxSettings switches = settings;
        try {
            if (!switches.statusNeedsKey() && request.rawPath().equals("/Portal/Api/status")) {
                return dispatch(Route.of(request), request, here, switches, now);
            }
            Account account = here.accounts().authenticate(request, now).orElseThrow(Sandbox::unauthorized);
            QuotaState state = quota.spend(account.key(), switches.quota(), switches.quotaWindow(), now);
            if (!state.admitted()) {
                return state.refusal();
            }
            SandboxReply reply = admitted(request, account, here, switches, now);
            // the bulk refusal is told from the quota's by the headers it lacks
            boolean announce = switches.rateLimitHeadersOnAll() && reply.status() != 429;
            return announce ? state.announcedOn(reply) : reply;
        } catch (RefusedRequest refused) {
            return refused.reply();
        }
    }

    private SandboxReply admitted(
            SandboxRequest request, Account account, World here, SandboxSettings switches, Instant now) {
        try {
            Route route = Route.of(request);
            String organization = route.names().getOrDefault("org", "");
            boolean visible = organization.isEmpty() || account.maySee(organization);
            if (!visible || !account.may(route.operation())) {
                return unauthorized().reply();
            }
            return dispatch(route, request, here, switches, now);
        } catch (RefusedRequest refused) {
            return refused.reply();
        }
    }

    private SandboxReply dispatch(
            Route route, SandboxRequest request, World here, SandboxSettings switches, Instant now) {
        if (route.operation() == Operation.STATUS) {
            return SandboxReply.json(200, JsonText.object().build());
        }
        String name = route.name("org");
        Organization organization =
                here.organization(name).orElseThrow(() -> Replies.notFound("there is no organization " + name));
        checkBody(route.operation(), request);
        Call call = new Call(request, route, Query.parse(request.rawQuery()), organization, switches);
        Endpoint endpoint =
                Optional.ofNullable(endpoints.get(route.operation())).orElseThrow();
        return route.operation().isBulk() ? alone(endpoint, call, now) : endpoint.answer(call);
    }

    private static SandboxReply alone(Endpoint endpoint, Call call, Instant now) {
        BulkSlot slot = call.list().bulkSlot();
        if (!slot.take(now)) {
            return SandboxReply.text(
                    429,
                    "another bulk operation is running on list " + call.list().apiName());
        }
        Duration took = Duration.ZERO;
        try {
            SandboxReply reply = endpoint.answer(call);
            took = call.settings().bulkDuration();
            return reply.delayedBy(took);
        } finally {
            slot.giveBack(now, took);
        }
    }

    private static void checkBody(Operation operation, SandboxRequest request) {
        if (!operation.takesOnlyJson()) {
            return;
        }
        if (request.body().length == 0) {
            throw Replies.invalid("the request has no body");
        }
        String type = request.header("Content-Type").orElse("");
        if (!type.split(";", -1)[0].strip().equalsIgnoreCase("application/json")) {
            throw Replies.refused(415, "Failed", "ERR", "only application/json is taken here");
        }
    }

    private static RefusedRequest unauthorized() {
        return new RefusedRequest(SandboxReply.jsonString(401, "Unauthorized"));
    }

    private static Map<Operation, Endpoint> endpoints() {
        Map<Operation, Endpoint> all = new EnumMap<>(Operation.class);
        all.putAll(OrganizationEndpoints.all());
        all.putAll(ListEndpoints.all());
        all.putAll(FieldEndpoints.all());
        all.putAll(CustomEventEndpoints.all());
        all.putAll(LoadEndpoints.all());
        all.putAll(MemberEndpoints.all());
        all.putAll(RecordEndpoints.all());
        all.putAll(SearchEndpoints.all());
        all.putAll(SegmentEndpoints.all());
        all.putAll(JourneyEndpoints.all());
        all.putAll(TransactionalEndpoints.all());
        for (Operation operation : Operation.values()) {
            if (operation != Operation.STATUS && !all.containsKey(operation)) {
                throw new IllegalStateException("no endpoint answers " + operation);
            }
        }
        return all;
    }
}
