package org.eventgateway.sandbox.list;

import jakarta.json.JsonArrayBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.sandbox.api.Call;
import org.eventgateway.sandbox.api.Endpoint;
import org.eventgateway.sandbox.api.Operation;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.json.JsonFields;
import org.eventgateway.sandbox.json.JsonText;

/** Answers the operations on lists as such: overview, creation, details. */
public final class ListEndpoints {
    private ListEndpoints() {}

    public static Map<Operation, Endpoint> all() {
        return Map.of(
                Operation.LISTS, ListEndpoints::overview,
                Operation.LIST_CREATE, ListEndpoints::create,
                Operation.LIST_DETAILS, ListEndpoints::details);
    }

    private static SandboxReply overview(Call call) {
        Optional<ListType> filter = call.query()
                .text("filter")
                .map(label -> ListType.labelled(label)
                        .orElseThrow(() -> Replies.invalid("filter is not a known type of list")));
        Optional<String> search = call.query().text("search");
        List<SmcList> found = call.organization().lists().stream()
                .filter(list ->
                        filter.isEmpty() || filter.get() == list.header().type())
                .filter(list -> search.isEmpty() || list.header().mentions(search.get()))
                .toList();
        JsonArrayBuilder items = JsonText.array();
        call.query().page(found).forEach(list -> items.add(ListJson.overview(list)));
        // the schema of 2020 says "list", live replies said "lists"; see the switch
        String wrapper = call.settings().listWrapperSingular() ? "list" : "lists";
        return SandboxReply.json(200, JsonText.object().add(wrapper, items).build());
    }

    private static SandboxReply create(Call call) {
        ListHeader header = header(call.command());
        if (!call.organization().addList(header)) {
            throw Replies.invalid("the api_name is taken, or the organization already has an audience list");
        }
        return Replies.command(200, "list " + header.apiName() + " created");
    }

    /** Reads a list's description from a create command or a seed; refuses with 400 what does not fit. */
    public static ListHeader header(JsonFields command) {
        String label = command.requiredText("type");
        ListType type = ListType.labelled(label).orElseThrow(() -> Replies.invalid("unknown type of list " + label));
        String codeType = command.text("optionlist_codetype").orElse("Text");
        if (!codeType.equals("Text") && !codeType.equals("Numeric")) {
            throw Replies.invalid("optionlist_codetype is neither Text nor Numeric");
        }
        try {
            return new ListHeader(
                    command.requiredText("api_name"),
                    command.requiredText("name"),
                    type,
                    command.text("description").orElse(""),
                    command.texts("tags"),
                    command.flag("enforce_segment_selection").orElse(false));
        } catch (IllegalArgumentException e) {
            throw Replies.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static SandboxReply details(Call call) {
        return SandboxReply.json(
                200, ListJson.details(call.list(), call.organization().name()));
    }
}
