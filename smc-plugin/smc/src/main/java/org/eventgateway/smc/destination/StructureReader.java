package org.eventgateway.smc.destination;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eventgateway.plugin.Reason;
import org.eventgateway.smc.api.FieldList;
import org.eventgateway.smc.api.Reply;
import org.eventgateway.smc.list.ListStructure;
import org.eventgateway.smc.mapping.ColumnMapping;
import org.eventgateway.smc.mapping.RowPlan;
import org.eventgateway.smc.settings.SmcOptions;

/** Reads how lists are built and says what they lack. Thread-safe. */
final class StructureReader {
    private final Remote remote;

    StructureReader(Remote remote) {
        this.remote = remote;
    }

    /** Reads the fields of a list. */
    Read read(String list) {
        Reply reply = remote.now((api, organization) -> api.fields(organization, list));
        Lookup lookup = Lookup.of(reply);
        return switch (lookup.kind()) {
            case FOUND -> parsed(list, (Reply.Answered) reply);
            case UNKNOWN_NAME ->
                Read.failed(Reason.configuration(
                        "list_unknown",
                        "SMC knows no list with the api_name " + list
                                + ". Correct the setting, or ask your Selligent contact to install it."));
            case NO_ACCESS ->
                Read.failed(
                        Reason.configuration(
                                "fields_not_enabled",
                                "SMC refused to show the fields of " + list
                                        + ": the endpoint List fields is not enabled for this service account, or the key is refused."));
            case NOT_SMC ->
                Read.failed(Reason.remote(
                        "reply_unreadable",
                        "The answer for the fields of " + list + " was not SMC's; is admin-url right?"));
            case UNAVAILABLE -> Read.failed(lookup.reason());
        };
    }

    private static Read parsed(String list, Reply.Answered reply) {
        return reply.body()
                .as(FieldList.class)
                .filter(fields -> fields.fields() != null)
                .map(fields -> new Read(Optional.of(fields.structure(list)), Optional.empty()))
                .orElseGet(() -> Read.failed(Reason.remote(
                        "reply_unreadable", "SMC's answer for the fields of " + list + " cannot be read.")));
    }

    /** Reads the user list and looks for what is mapped to it. */
    Read readUsers(SmcOptions.UserList users) {
        Read read = read(users.list());
        if (read.problem().isPresent()) {
            return read;
        }
        ListStructure list = read.structure().orElseThrow();
        if (list.loadable(users.businessKey()).isEmpty()) {
            return Read.failed(Reason.configuration(
                    "business_key_missing",
                    "The list " + users.list() + " has no field " + users.businessKey()
                            + " that can be loaded. Correct business-key, or ask your Selligent contact to add it as Text(255)"
                            + " with a unique index."));
        }
        return missingColumns(users.columns(), list).map(Read::failed).orElse(read);
    }

    /** What to ask the vendor for, if columns are missing. */
    static Optional<Reason> missingColumns(ColumnMapping mapping, ListStructure list) {
        List<String> missing = RowPlan.missing(mapping, list);
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String wanted =
                missing.stream().map(name -> name + " " + mapping.wanted(name)).collect(Collectors.joining("; "));
        return Optional.of(Reason.configuration(
                "columns_missing",
                "The list " + list.list() + " lacks columns. Ask your Selligent contact to add: " + wanted
                        + ". Or change the mapping, or mark a column as optional with a question mark."));
    }

    /** Either a structure, or why there is none. */
    record Read(Optional<ListStructure> structure, Optional<Reason> problem) {
        static Read failed(Reason reason) {
            return new Read(Optional.empty(), Optional.of(reason));
        }
    }
}
