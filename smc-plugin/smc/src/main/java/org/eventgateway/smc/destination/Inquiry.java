package org.eventgateway.smc.destination;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.smc.api.Reply;
import org.eventgateway.smc.api.SegmentInfo;
import org.eventgateway.smc.list.ListStructure;
import org.eventgateway.smc.settings.Effect;
import org.eventgateway.smc.settings.SmcOptions;

/**
 * Finds out whose fault the refusal of a call is, with read-only calls. What is wrong with the key pauses the connection, a right or a
 * configured name that is missing closes its list, and both keep the events; a wrong name that an event brought rejects the events that
 * brought it. Thread-safe.
 */
final class Inquiry {
    /** Who was refused at every step on the way from more rows is not asked once more: the bad one of 2,048 costs 24 requests. */
    private static final int MANY = 1_024;

    /** So old may be what is known of a list when a row is refused for what it holds. */
    static final Duration FRESH = Duration.ofSeconds(30);

    private final Remote remote;
    private final ConnectionCheck check;
    private final StructureReader reader;
    private final SmcOptions options;
    private final Lists lists;

    /** The lists as the mapping knows them. */
    interface Lists {
        /** How a list was built when it was last read; empty for lists that nothing is mapped to. */
        Optional<ListStructure> known(String list);

        /** Reads a list anew; a problem if it lacks something, else whether the mapping changed. */
        Renewal renew(String list);

        /** Reads the lists anew if they were not read for so long; answers whether the mapping changed. */
        boolean changedSince(Duration old);
    }

    /** What reading the lists anew brought. */
    record Renewal(Optional<Reason> problem, boolean changed) {}

    Inquiry(Remote remote, ConnectionCheck check, SmcOptions options, Lists lists) {
        this.remote = remote;
        this.check = check;
        this.reader = new StructureReader(remote);
        this.options = options;
        this.lists = lists;
    }

    /** SMC says 401 for the key as well as for a right. */
    Verdict noAccess(BulkCall call) {
        String list = call.target().list();
        return everything()
                .orElseGet(() -> check.diagnose(list)
                        .map(reason -> closeOrWait(ClosedLists.list(list), reason))
                        .orElseGet(() -> new Verdict.Close(scope(call.target()), rightMissing(call.target()))));
    }

    private static Reason rightMissing(Target target) {
        return Reason.configuration(
                "right_missing",
                "SMC refused the key for " + target.words() + ", though it takes it elsewhere: the endpoint "
                        + endpoint(target) + " is not enabled for this service account.");
    }

    private static Scope scope(Target target) {
        return target.effect() == Effect.MEMBER ? ClosedLists.segments(target.list()) : ClosedLists.list(target.list());
    }

    /** SMC refused a row alone for what it holds: that may fit by now. */
    Verdict rowRefused(BulkCall call, Reason reason) {
        return !call.isFolded() && lists.changedSince(FRESH) ? new Verdict.Remap() : new Verdict.Rejected(reason);
    }

    /** What follows if nothing at all can be delivered. */
    private Optional<Verdict> everything() {
        return check.diagnoseAccess()
                .map(reason -> reason.category() == Category.CONFIGURATION
                        ? new Verdict.Stop(new DeliveryResult.Paused(Scope.CONNECTION, reason))
                        : new Verdict.Later(reason));
    }

    private static String endpoint(Target target) {
        if (target.effect() == Effect.MEMBER) {
            return target.remove() ? "Segment data (delete)" : "Segment data load";
        }
        return "List data load";
    }

    private static Verdict closeOrWait(Scope scope, Reason reason) {
        return reason.category() == Category.CONFIGURATION
                ? new Verdict.Close(scope, reason)
                : new Verdict.Later(reason);
    }

    /** A name is wrong: ours or the event's. */
    Verdict notFound(BulkCall call, String said) {
        Reason forNow = notFoundForNow(call, said);
        if (call.target().effect() == Effect.MEMBER) {
            return member(call, () -> new Verdict.Later(forNow), () -> notFoundTwice(call, forNow));
        }
        String list = call.target().list();
        return everything()
                .orElseGet(() ->
                        closeOrWait(ClosedLists.list(list), check.diagnose(list).orElse(forNow)));
    }

    /** Segments may not be looked at, so the call is made once more: a name may be gone for a moment. */
    private Verdict notFoundTwice(BulkCall call, Reason forNow) {
        return call.notFoundBefore()
                ? unknownSegment(call, () -> new Verdict.Later(forNow))
                : new Verdict.Split(List.of(call.withNotFoundBefore()));
    }

    private static Reason notFoundForNow(BulkCall call, String said) {
        return Reason.remote(
                "not_found_for_now",
                "SMC did not find " + call.target().words() + " (" + said + "), though it shows it.");
    }

    /**
     * The call as a whole is wrong. A name may have been unknown for a moment only: so a row is to blame once it was refused alone after
     * SMC showed what its target names, or again and again on the way from a large call.
     */
    Verdict refused(BulkCall call, String said) {
        if (call.namesKnown()) {
            return call.size() == 1 ? new Verdict.Rejected(refusal(call, said)) : new Verdict.Split(call.refused());
        }
        if (call.target().effect() == Effect.MEMBER) {
            // Asked once, not for each half on the way to the bad record: that would double the requests.
            Supplier<Verdict> halves =
                    () -> new Verdict.Split(call.withNamesKnown().refused());
            return member(call, halves, halves);
        }
        if (call.size() > 1) {
            // Whatever is wrong is found with the last row too, and asking on the way there would cost as much as the
            // halving. It is done here and not by the gateway, which would halve all other calls of the batch as well.
            return new Verdict.Split(call.refused());
        }
        Renewal renewal = lists.renew(call.target().list());
        if (renewal.problem().isPresent()) {
            return closeOrWait(
                    ClosedLists.list(call.target().list()), renewal.problem().get());
        }
        if (renewal.changed()) {
            return new Verdict.Remap();
        }
        // Events that share a row go out again anyway, each alone.
        return call.isFolded() || call.refusedAmong() > MANY
                ? new Verdict.Rejected(refusal(call, said))
                : new Verdict.Split(call.withNamesKnown().refused());
    }

    private static Reason refusal(BulkCall call, String said) {
        return Reason.event(
                "refused_by_smc", "SMC refused the call for " + call.target().words() + ": " + said + ".");
    }

    /**
     * Whose fault it is.
     *
     * @param namesRight what follows if it is not that of the names
     * @param unseen what follows if the segment may not be looked at
     */
    private Verdict member(BulkCall call, Supplier<Verdict> namesRight, Supplier<Verdict> unseen) {
        Target target = call.target();
        String segment = target.segment().orElseThrow();
        Reply reply = remote.now((api, organization) -> api.segment(organization, target.list(), segment));
        Lookup lookup = Lookup.of(reply);
        return switch (lookup.kind()) {
            case FOUND -> memberOfKnown(call, (Reply.Answered) reply, namesRight);
            case UNKNOWN_NAME -> unknownSegment(call, namesRight);
            // The right to look is missing, or the key is refused by now, and then nobody is to blame.
            case NO_ACCESS -> everything().orElseGet(unseen);
            case NOT_SMC, UNAVAILABLE -> new Verdict.Later(lookup.reason());
        };
    }

    private Verdict memberOfKnown(BulkCall call, Reply.Answered reply, Supplier<Verdict> namesRight) {
        String kind = reply.body().as(SegmentInfo.class).map(SegmentInfo::kind).orElse("");
        if (!kind.isEmpty() && !kind.equalsIgnoreCase("Static")) {
            return new Verdict.Rejected(Reason.event(
                    "segment_not_static",
                    "groupId names " + call.target().words()
                            + ", which is not a static segment, so nobody can be added to it."));
        }
        return lacksKey(call.target())
                ? new Verdict.Rejected(Reason.event(
                        "matchkey_unknown",
                        "traits.matchkey names a field that the list "
                                + call.target().list() + " does not have."))
                : namesRight.get();
    }

    private boolean lacksKey(Target target) {
        Predicate<ListStructure> hasKey = list -> list.field(target.key()).isPresent();
        if (lists.known(target.list()).filter(hasKey).isPresent()) {
            return false;
        }
        return reader.read(target.list()).structure().filter(hasKey.negate()).isPresent();
    }

    private Verdict unknownSegment(BulkCall call, Supplier<Verdict> namesRight) {
        String list = call.target().list();
        Lookup lookup = Lookup.of(remote.now((api, organization) -> api.list(organization, list)));
        if (lookup.kind() == Lookup.Kind.NO_ACCESS) {
            // The right to look is missing, or the key is refused by now, and then nobody is to blame.
            Optional<Verdict> ours = everything();
            if (ours.isPresent()) {
                return ours.get();
            }
            // Fields may be read wherever anything is delivered.
            lookup = Lookup.of(remote.now((api, organization) -> api.fields(organization, list)));
        }
        return switch (lookup.kind()) {
            case FOUND -> unknownSegmentOfKnownList(call, namesRight);
            case UNKNOWN_NAME -> unknownList(list);
            case NO_ACCESS, NOT_SMC, UNAVAILABLE -> new Verdict.Later(lookup.reason());
        };
    }

    /** Asked again: the list may have been gone with all its segments for a moment, and no event shall be lost for that. */
    private Verdict unknownSegmentOfKnownList(BulkCall call, Supplier<Verdict> namesRight) {
        Target target = call.target();
        String segment = target.segment().orElseThrow();
        Lookup again = Lookup.of(remote.now((api, organization) -> api.segment(organization, target.list(), segment)));
        return switch (again.kind()) {
            case FOUND -> namesRight.get();
            case UNKNOWN_NAME -> segmentUnknown(target);
            case NO_ACCESS -> everything().orElseGet(() -> segmentUnknown(target));
            case NOT_SMC, UNAVAILABLE -> new Verdict.Later(again.reason());
        };
    }

    private static Verdict segmentUnknown(Target target) {
        return new Verdict.Rejected(Reason.event(
                "segment_unknown",
                "groupId names " + target.words() + ", which does not exist; make the static segment in SMC first."));
    }

    private Verdict unknownList(String list) {
        // A missing organization makes every list unknown, and that is nobody's fault but ours.
        Optional<Verdict> ours = everything();
        if (ours.isPresent()) {
            return ours.get();
        }
        return options.isUserList(list)
                ? new Verdict.Close(
                        ClosedLists.list(list),
                        Reason.configuration("list_unknown", "SMC knows no list with the api_name " + list + "."))
                : new Verdict.Rejected(Reason.event(
                        "userlist_unknown",
                        "traits.userlist names the list " + list + ", which does not exist in SMC."));
    }
}
