package org.eventgateway.smc.destination;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.Reason;
import org.eventgateway.smc.list.ListField;
import org.eventgateway.smc.list.ListStructure;
import org.eventgateway.smc.mapping.ProfilePlan;
import org.eventgateway.smc.mapping.RowPlan;
import org.eventgateway.smc.settings.Effect;
import org.eventgateway.smc.settings.SmcOptions;

/** Reads the lists that are written to and compiles the mappings. Thread-safe. */
final class StructureLoader {
    private final StructureReader reader;
    private final SmcOptions options;
    private final Map<String, ListStructure> known = new ConcurrentHashMap<>();

    StructureLoader(StructureReader reader, SmcOptions options) {
        this.reader = reader;
        this.options = options;
    }

    /** How a list was built when it was last read. */
    Optional<ListStructure> known(String list) {
        return Optional.ofNullable(known.get(list));
    }

    /** Reads one of them, and takes the others as they were, if that is known. */
    Loaded reload(String list) {
        known.remove(list);
        return load();
    }

    /** Reads those that are not known yet. */
    Loaded load() {
        StructureReader.Read events = read(options.eventsList(), () -> reader.read(options.eventsList()));
        Optional<Reason> wrongEvents = events.problem().or(() -> missing(events));
        Optional<RowPlan> rows = events.structure()
                .filter(list -> wrongEvents.isEmpty())
                .map(list -> RowPlan.compile(options.columns(), list, options.zone(), options.tooLong()));
        // Without profiles the user list is read only to see whether anything at all goes on without the events list.
        Optional<SmcOptions.UserList> users =
                options.userList().filter(any -> writesProfiles() || wrongEvents.isPresent());
        Optional<StructureReader.Read> contacts = users.map(found -> read(found.list(), () -> reader.readUsers(found)));
        Optional<ListStructure> usersList = contacts.flatMap(StructureReader.Read::structure);
        Optional<ProfilePlan> profiles =
                users.filter(any -> writesProfiles()).flatMap(found -> usersList.map(list -> plan(found, list)));
        List<ListField> fields = new ArrayList<>();
        events.structure().ifPresent(list -> fields.addAll(list.fields()));
        usersList.ifPresent(list -> fields.addAll(list.fields()));
        return new Loaded(
                new Structures(rows, profiles, List.copyOf(fields)),
                wrongEvents,
                contacts.flatMap(StructureReader.Read::problem),
                usersList.isPresent());
    }

    private boolean writesProfiles() {
        return options.identifyTo().contains(Effect.PROFILE);
    }

    private StructureReader.Read read(String list, Supplier<StructureReader.Read> asking) {
        Optional<ListStructure> before = Optional.ofNullable(known.get(list));
        if (before.isPresent()) {
            return new StructureReader.Read(before, Optional.empty());
        }
        StructureReader.Read read = asking.get();
        read.structure().ifPresent(found -> known.put(list, found));
        return read;
    }

    private ProfilePlan plan(SmcOptions.UserList users, ListStructure contacts) {
        return ProfilePlan.compile(users.columns(), users.businessKey(), contacts, options.zone(), options.tooLong());
    }

    private Optional<Reason> missing(StructureReader.Read events) {
        return events.structure().flatMap(list -> StructureReader.missingColumns(options.columns(), list));
    }

    /**
     * What was read.
     *
     * @param structures the mappings to those lists that can be written to
     * @param eventsProblem why the events list cannot
     * @param usersProblem why the user list cannot
     * @param usersThere whether the user list can
     */
    record Loaded(
            Structures structures, Optional<Reason> eventsProblem, Optional<Reason> usersProblem, boolean usersThere) {

        /** Why nothing at all can be delivered, or why that is not known. */
        Optional<Reason> problem() {
            Optional<Reason> passing =
                    eventsProblem.filter(Loaded::mayPass).or(() -> usersProblem.filter(Loaded::mayPass));
            return passing.or(() -> eventsProblem.filter(reason -> !usersThere));
        }

        boolean isComplete() {
            return eventsProblem.isEmpty() && usersProblem.isEmpty();
        }

        private static boolean mayPass(Reason reason) {
            return reason.category() != Category.CONFIGURATION;
        }
    }
}
