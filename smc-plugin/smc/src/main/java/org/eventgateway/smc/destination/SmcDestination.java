package org.eventgateway.smc.destination;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
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
    private final StructureLoader loader;
    private final CallSizes sizes;
    private final Judge judge;
    private final Settling settling;
    private final ClosedLists closed = new ClosedLists();
    private final ExpiryReminder reminder;
    private final Previews previews;
    private volatile @Nullable Structures structures;

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
        this.loader = new StructureLoader(new StructureReader(remote), options);
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
        StructureLoader.Loaded loaded = loader.load();
        if (loaded.structures().isPresent()) {
            structures = loaded.structures().get();
            closed.openAll();
            loaded.problem().ifPresent(this::closeUserList);
            return Readiness.READY;
        }
        Reason problem = loaded.problem().orElseThrow();
        // The wording of the whole check says more than what one call showed, so it wins where it finds something.
        return Readiness.notReady(
                switch (problem.category()) {
                    case CONFIGURATION -> check.diagnose().orElse(problem);
                    case EVENT, REMOTE, THROTTLED, INTERNAL -> problem;
                });
    }

    private void closeUserList(Reason reason) {
        options.userList().ifPresent(users -> closed.close(users.list(), reason));
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
        List<EventWork> events = batch.items().stream()
                .map(item -> new EventWork(item, options.effects(item.event().type())))
                .toList();
        return new SmcShipment(events, this::pack, remote, judge, settling, closed, sizes);
    }

    private ArrayDeque<BulkCall> pack(List<EventWork> events) {
        Structures known = structures;
        if (known == null) {
            throw new PluginException(NOT_STARTED);
        }
        return new ArrayDeque<>(packer(known).pack(events));
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

    private final class ListsOfMapping implements Inquiry.Lists {
        @Override
        public Optional<ListStructure> known(String list) {
            return loader.known(list);
        }

        @Override
        public Inquiry.Renewal renew(String list) {
            Structures before = structures;
            StructureLoader.Loaded loaded = loader.reload(list);
            // The user list may be closed anyway, which is not the fault of another list.
            boolean ofThisList = loaded.structures().isEmpty() || options.isUserList(list);
            if (loaded.problem().isPresent() && ofThisList) {
                return new Inquiry.Renewal(loaded.problem(), false);
            }
            Structures now = loaded.structures().orElseThrow();
            boolean changed = before == null || !before.isLike(now);
            if (changed) {
                structures = now;
            }
            return new Inquiry.Renewal(Optional.empty(), changed);
        }
    }
}
