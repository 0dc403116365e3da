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

    /** Reads all of them. */
    Loaded load() {
        known.clear();
        return reload("");
    }

    /** How a list was built when it was last read. */
    Optional<ListStructure> known(String list) {
        return Optional.ofNullable(known.get(list));
    }

    /** Reads one of them, and takes the others as they were. */
    Loaded reload(String list) {
        known.remove(list);
        StructureReader.Read events = read(options.eventsList(), () -> reader.read(options.eventsList()));
        Optional<Reason> problem = events.problem().or(() -> missing(events));
        if (problem.isPresent()) {
            return new Loaded(Optional.empty(), problem);
        }
        ListStructure rowsList = events.structure().orElseThrow();
        RowPlan rows = RowPlan.compile(options.columns(), rowsList, options.zone(), options.tooLong());
        if (options.userList().isEmpty() || !options.identifyTo().contains(Effect.PROFILE)) {
            return new Loaded(Optional.of(new Structures(rows, Optional.empty(), rowsList.fields())), Optional.empty());
        }
        SmcOptions.UserList users = options.userList().get();
        StructureReader.Read contacts = read(users.list(), () -> reader.readUsers(users));
        Optional<Structures> all = contacts.structure().map(found -> with(rows, rowsList, users, found));
        boolean forOperator = contacts.problem()
                .filter(reason -> reason.category() == Category.CONFIGURATION)
                .isPresent();
        // Rows go out all the same; what needs the user list waits.
        return new Loaded(
                forOperator ? Optional.of(new Structures(rows, Optional.empty(), rowsList.fields())) : all,
                contacts.problem());
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

    private Structures with(RowPlan rows, ListStructure events, SmcOptions.UserList users, ListStructure contacts) {
        ProfilePlan profiles =
                ProfilePlan.compile(users.columns(), users.businessKey(), contacts, options.zone(), options.tooLong());
        List<ListField> fields = new ArrayList<>(events.fields());
        fields.addAll(contacts.fields());
        return new Structures(rows, Optional.of(profiles), List.copyOf(fields));
    }

    private Optional<Reason> missing(StructureReader.Read events) {
        return events.structure().flatMap(list -> StructureReader.missingColumns(options.columns(), list));
    }

    /** The mappings, or why there are none, or both if only the user list cannot be used. */
    record Loaded(Optional<Structures> structures, Optional<Reason> problem) {}
}
