package org.eventgateway.smc.destination;

import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.eventgateway.plugin.PluginException;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Admission;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Preview;
import org.eventgateway.plugin.destination.Readiness;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.Person;
import org.eventgateway.smc.api.HttpSettings;
import org.eventgateway.smc.list.ListStructure;
import org.eventgateway.smc.settings.SmcOptions;
import org.jspecify.annotations.Nullable;

/** Delivers events to one organization of SMC. Called as the contract says; keeps the structure of the lists between calls. */
final class SmcDestination implements Destination {
    private static final System.Logger LOG = System.getLogger(SmcDestination.class.getName());
    private static final Reason NOT_STARTED = Reason.remote(
            "structure_unknown",
            "The fields of the lists have not been read yet; wait until the connection has started.");

    private final SmcOptions options;
    private final Admissions admissions;
    private final Remote remote;
    private final ConnectionCheck check;
    private final CallSizes sizes;
    private final Judge judge;
    private final Settling settling;
    private final ClosedLists closed = new ClosedLists();
    private final ExpiryReminder reminder;
    private final Previews previews;
    private volatile StructureLoader loader;
    private volatile @Nullable Structures structures;
    private volatile Instant readAt = Instant.EPOCH;

    SmcDestination(
            String connection,
            SmcOptions options,
            Admissions admissions,
            HttpSettings http,
            Remote remote,
            RandomGenerator random) {
        this.options = options;
        this.admissions = admissions;
        this.remote = remote;
        this.check = new ConnectionCheck(remote, options);
        this.loader = loader();
        this.sizes = new CallSizes(remote.clock(), options.callRows());
        this.judge = new Judge(remote, new Inquiry(remote, check, options, new ListsOfMapping()), sizes, random);
        this.reminder = new ExpiryReminder(
                check::expiry,
                remote.clock(),
                text -> LOG.log(System.Logger.Level.WARNING, "Connection {0}: {1}", connection, text));
        this.settling = new Settling(remote.clock(), options.settleTime());
        this.previews = new Previews(http);
    }

    @Override
    public Admission admit(Event event) {
        return admissions.admit(event);
    }

    @Override
    public void afterCrash() {
        settling.crashed();
    }

    @Override
    public boolean mayStillTakeEffect() {
        return settling.isOpen();
    }

    @Override
    public Readiness start() {
        StructureLoader fresh = loader();
        StructureLoader.Loaded loaded = fresh.load();
        if (loaded.problem().isEmpty()) {
            use(fresh, loaded.structures());
            closed.openAll();
            loaded.eventsProblem().ifPresent(reason -> close(options.eventsList(), reason));
            options.userList()
                    .ifPresent(users -> loaded.usersProblem().ifPresent(reason -> close(users.list(), reason)));
            return Readiness.READY;
        }
        Reason problem = loaded.problem().get();
        // The wording of the whole check says more than what one call showed, so it wins where it finds something.
        return Readiness.notReady(
                switch (problem.category()) {
                    case CONFIGURATION -> check.diagnose().orElse(problem);
                    case EVENT, REMOTE, THROTTLED, INTERNAL -> problem;
                });
    }

    private StructureLoader loader() {
        return new StructureLoader(new StructureReader(remote), options);
    }

    private void use(StructureLoader fresh, Structures read) {
        loader = fresh;
        Structures before = structures;
        structures = before != null && before.isLike(read) ? before : read;
        readAt = remote.time();
    }

    private void close(String list, Reason reason) {
        closed.close(ClosedLists.list(list), reason);
    }

    @Override
    public void remind() {
        reminder.remind();
    }

    @Override
    public CheckReport check() {
        return check.report();
    }

    @Override
    public Preview preview(Event event) {
        Admission admission = admissions.admit(event);
        Structures known = structures;
        if (admission.filtered().isPresent() || known == null) {
            return new Preview(List.of(), Optional.of(admission.filtered().orElse(NOT_STARTED)));
        }
        EventWork work = new EventWork(Batch.Item.of(0, event), options.effects(event.type()));
        return previews.of(work, packer(known).pack(List.of(work)));
    }

    @Override
    public DeliveryResult deliver(Batch batch) {
        return prepare(batch).send();
    }

    @Override
    public Shipment prepare(Batch batch) {
        Supplier<List<EventWork>> events = () -> batch.items().stream()
                .map(item -> new EventWork(item, options.effects(item.event().type())))
                .toList();
        return new SmcShipment(events, new Mapping(), remote, judge, settling, closed, sizes);
    }

    private Packer packer(Structures known) {
        return new Packer(options, known, closed, sizes);
    }

    @Override
    public Instant sendableFrom() {
        Duration closed = remote.closedFor();
        return closed.isZero() ? Instant.MIN : remote.time().plus(closed);
    }

    @Override
    public Erasure erase(Person person) {
        return new Eraser(remote, options, settling, closed, check).erase(person);
    }

    @Override
    public void close() {
        remote.close();
    }

    /**
     * Reads the lists again, if they were not read for so long; answers whether they have changed since. What cannot be read now is found
     * by the calls that need it.
     */
    private boolean reread(Duration old) {
        Instant now = remote.time();
        // A clock that was set back must not put this off.
        boolean young = now.isBefore(readAt.plus(old)) && !now.isBefore(readAt);
        if (young || !remote.closedFor().isZero()) {
            return false;
        }
        readAt = now;
        StructureLoader fresh = loader();
        StructureLoader.Loaded loaded = fresh.load();
        Structures before = structures;
        if (before == null || !loaded.isComplete() || before.isLike(loaded.structures())) {
            return false;
        }
        use(fresh, loaded.structures());
        return true;
    }

    private final class Mapping implements SmcShipment.Mapping {
        @Override
        public Deque<BulkCall> pack(List<EventWork> events) {
            return packer(known()).pack(events);
        }

        @Override
        public Object version() {
            return known();
        }

        @Override
        public boolean renew(Duration old) {
            return reread(old);
        }

        private Structures known() {
            Structures known = structures;
            if (known == null) {
                throw new PluginException(NOT_STARTED);
            }
            return known;
        }
    }

    private final class ListsOfMapping implements Inquiry.Lists {
        @Override
        public Optional<ListStructure> known(String list) {
            return loader.known(list);
        }

        @Override
        public Inquiry.Renewal renew(String list) {
            Structures before = structures;
            StructureLoader.Loaded loaded = loader.reload(list);
            Optional<Reason> ofThisList =
                    list.equalsIgnoreCase(options.eventsList()) ? loaded.eventsProblem() : loaded.usersProblem();
            // If the other one could just not be read now, what is mapped to it must not be forgotten.
            Optional<Reason> problem = ofThisList.or(loaded::problem);
            if (problem.isPresent()) {
                return new Inquiry.Renewal(problem, false);
            }
            boolean changed = before == null || !before.isLike(loaded.structures());
            if (changed) {
                structures = loaded.structures();
            }
            return new Inquiry.Renewal(Optional.empty(), changed);
        }

        @Override
        public boolean changedSince(Duration old) {
            return reread(old);
        }
    }
}
