package org.eventgateway.smc.destination;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.eventgateway.plugin.Reason;
import org.eventgateway.smc.mapping.GroupTraits;
import org.eventgateway.smc.mapping.ProfileMapper;
import org.eventgateway.smc.mapping.RowMapper;
import org.eventgateway.smc.row.RowBuffer;
import org.eventgateway.smc.row.Rows;
import org.eventgateway.smc.settings.Effect;
import org.eventgateway.smc.settings.SmcOptions;

/**
 * Makes bulk calls of the events of one batch. All effects of an event are mapped before the first call goes out, so that an event
 * that does not fit somewhere is sent nowhere. Used once, by one thread.
 */
final class Packer {
    private static final Reason LIST_UNREAD = Reason.configuration(
            "list_unread", "The fields of the list could not be read; check user-list and events-list.");

    private final SmcOptions options;
    private final Structures structures;
    private final ClosedLists closed;
    private final CallSizes sizes;
    private final Optional<RowMapper> rowMapper;
    private final Optional<ProfileMapper> profileMapper;
    private final GroupTraits groupTraits = new GroupTraits();
    private final RowBuffer rows = new RowBuffer();
    private final List<List<EventWork>> rowOwners = new ArrayList<>();
    private final Map<String, Integer> rowOfMessage = new HashMap<>();
    private final List<Stage> stages = new ArrayList<>(List.of(new Stage()));
    private final Map<String, Integer> stageOfUser = new HashMap<>();

    Packer(SmcOptions options, Structures structures, ClosedLists closed, CallSizes sizes) {
        this.options = options;
        this.structures = structures;
        this.closed = closed;
        this.sizes = sizes;
        this.rowMapper = structures.rows().map(RowMapper::new);
        this.profileMapper = structures.profiles().map(ProfileMapper::new);
    }

    /** Packs events in order; those that do not fit are rejected at once. */
    Deque<BulkCall> pack(List<EventWork> events) {
        for (EventWork work : events) {
            add(work).ifPresent(work::rejectedAtOnce);
        }
        Deque<BulkCall> calls = new ArrayDeque<>();
        addRows(calls);
        for (Stage stage : stages) {
            addProfiles(calls, stage);
            stage.members.groups().forEach(group -> addCalls(calls, group.target(), group.owners(), group.buffer()));
        }
        return calls;
    }

    private Optional<Reason> add(EventWork work) {
        Optional<Membership> membership = Optional.empty();
        if (work.wants(Effect.MEMBER)) {
            Membership.Parsed parsed = Membership.of(work.event(), groupTraits, options.group());
            if (parsed.wrong().isPresent()) {
                return parsed.wrong();
            }
            membership = parsed.membership();
        }
        ProfileMapper.Profile profile = new ProfileMapper.Profile();
        if (work.wants(Effect.PROFILE)) {
            // A visitor without a user id has no business key, so there is no profile to write.
            if (work.event().userId().isEmpty()) {
                work.leaveOut(Effect.PROFILE);
            } else if (profileMapper.isEmpty()) {
                waitFor(work, Effect.PROFILE, options.userList().orElseThrow().list());
            } else {
                Optional<Reason> reason = profileMapper.get().map(work.event(), profile);
                if (reason.isPresent()) {
                    return reason;
                }
            }
        }
        if (work.wants(Effect.ROW)) {
            if (rowMapper.isEmpty()) {
                waitFor(work, Effect.ROW, options.eventsList());
            } else {
                Optional<Reason> reason = rowMapper.get().append(work.event(), rows);
                if (reason.isPresent()) {
                    return reason;
                }
                addRow(work);
            }
        }
        if (work.wants(Effect.PROFILE) && profileMapper.isPresent()) {
            addProfile(work, profile);
        }
        membership.ifPresent(found -> addMember(work, found));
        return Optional.empty();
    }

    /** How the list is built is not known, so the event is mapped to it when it is. */
    private void waitFor(EventWork work, Effect effect, String list) {
        work.waits(
                effect,
                closed.closed(list).orElseGet(() -> new ClosedLists.Closed(ClosedLists.list(list), LIST_UNREAD)));
    }

    /** A user's profile must not overtake his membership, nor be folded with one that stands alone or spells him otherwise. */
    private void addProfile(EventWork work, ProfileMapper.Profile profile) {
        String user = user(work);
        int number = stageOfUser.getOrDefault(user, 0);
        Stage stage = stages.get(number);
        Contact known = stage.contacts.get(user);
        boolean unfoldable = known != null && (work.standsAlone() || known.standsAlone() || !known.isSpelledAs(work));
        if (unfoldable || stage.usersWithMembership.contains(user)) {
            number++;
            if (number == stages.size()) {
                stages.add(new Stage());
            }
        }
        stageOfUser.put(user, number);
        stages.get(number).contacts.computeIfAbsent(user, any -> new Contact()).add(work, profile);
    }

    private void addMember(EventWork work, Membership membership) {
        String user = user(work);
        Stage stage = stages.get(stageOfUser.getOrDefault(user, 0));
        stage.members.add(membership, work);
        stage.usersWithMembership.add(user);
    }

    private static String user(EventWork work) {
        return SmcKey.of(work.event().userId().orElseThrow());
    }

    // SMC keeps the last of several rows with one key, so only that is sent and stands for the others too.
    private void addRow(EventWork work) {
        Integer earlier = rowOfMessage.put(work.event().messageId(), rowOwners.size());
        if (earlier == null) {
            rowOwners.add(List.of(work));
        } else {
            List<EventWork> owners = new ArrayList<>(rowOwners.set(earlier, List.of()));
            owners.add(work);
            rowOwners.add(owners);
        }
    }

    private void addRows(Deque<BulkCall> calls) {
        structures.rows().ifPresent(plan -> {
            Target target = Target.load(Effect.ROW, options.eventsList(), plan.key(), plan.fields());
            addCalls(calls, target, rowOwners, rows);
        });
    }

    private void addProfiles(Deque<BulkCall> calls, Stage stage) {
        Map<List<String>, Group> groups = new LinkedHashMap<>();
        stage.contacts
                .values()
                .forEach(contact -> groups.computeIfAbsent(contact.profile.fields(), fields -> profileGroup(fields))
                        .add(contact));
        groups.values().forEach(group -> addCalls(calls, group.target, group.owners, group.buffer));
    }

    private Group profileGroup(List<String> fields) {
        String list = options.userList().orElseThrow().list();
        String key = structures.profiles().orElseThrow().key();
        return new Group(Target.load(Effect.PROFILE, list, key, fields));
    }

    private void addCalls(Deque<BulkCall> calls, Target target, List<List<EventWork>> owners, RowBuffer buffer) {
        int[] numbers = IntStream.range(0, owners.size())
                .filter(number -> !owners.get(number).isEmpty())
                .toArray();
        if (numbers.length > 0) {
            Rows all = Rows.of(buffer, numbers);
            all.limitedTo(sizes.of(target.list()), options.callBytes())
                    .forEach(part -> calls.add(new BulkCall(target, owners, part)));
        }
    }

    /** Calls that may go out in any order, profiles before memberships. */
    private static final class Stage {
        private final Map<String, Contact> contacts = new LinkedHashMap<>();
        private final MemberGroups members = new MemberGroups();
        private final Set<String> usersWithMembership = new HashSet<>();
    }

    /** One contact, with the calls that speak of it. */
    private static final class Contact {
        private final ProfileMapper.Profile profile = new ProfileMapper.Profile();
        private final List<EventWork> owners = new ArrayList<>();

        void add(EventWork work, ProfileMapper.Profile later) {
            profile.fold(later);
            owners.add(work);
        }

        boolean isSpelledAs(EventWork work) {
            return owners.get(0).event().userId().equals(work.event().userId());
        }

        boolean standsAlone() {
            return owners.get(0).standsAlone();
        }
    }

    /** Contacts with the same fields. */
    private static final class Group {
        private final Target target;
        private final RowBuffer buffer = new RowBuffer();
        private final List<List<EventWork>> owners = new ArrayList<>();

        Group(Target target) {
            this.target = target;
        }

        void add(Contact contact) {
            contact.profile.writeTo(buffer);
            owners.add(contact.owners);
        }
    }
}
