package org.eventgateway.sandbox.list;

import jakarta.json.JsonArrayBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eventgateway.sandbox.api.Call;
import org.eventgateway.sandbox.api.Endpoint;
import org.eventgateway.sandbox.api.Operation;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.json.JsonText;
import org.eventgateway.sandbox.table.Field;
import org.eventgateway.sandbox.table.KeyColumns;
import org.eventgateway.sandbox.table.Table;

/** Answers the operations on a list's fields, its business key included. */
public final class FieldEndpoints {
    private FieldEndpoints() {}

    public static Map<Operation, Endpoint> all() {
        return Map.of(
                Operation.FIELDS, FieldEndpoints::fields,
                Operation.FIELDS_CREATE, FieldEndpoints::create,
                Operation.BUSINESS_KEY, FieldEndpoints::businessKey);
    }

    private static SandboxReply fields(Call call) {
        JsonArrayBuilder fields = JsonText.array();
        call.list().table().fields().forEach(field -> fields.add(ListJson.field(field)));
        return SandboxReply.json(200, JsonText.object().add("fields", fields).build());
    }

    private static SandboxReply create(Call call) {
        SmcList list = call.list();
        List<Field> fields = call.command().children("fields").stream()
                .map(FieldCommand::read)
                .toList();
        if (fields.isEmpty()) {
            throw Replies.invalid("property fields names no field");
        }
        append(list.table(), fields);
        return Replies.command(201, fields.size() + " fields added to list " + list.apiName());
    }

    /** Appends all fields, or none and a refusal with 400. */
    public static void append(Table table, List<Field> fields) {
        // two creations at a time must not add one name twice
        synchronized (table) {
            Set<String> names = new HashSet<>();
            table.fields().forEach(field -> names.add(field.name().toLowerCase(Locale.ROOT)));
            for (Field field : fields) {
                if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
                    throw Replies.invalid("field " + field.name() + " exists already");
                }
                if (!field.allowNull() && table.count() > 0) {
                    throw Replies.invalid("field " + field.name() + " must allow null, as the list holds records");
                }
            }
            table.append(fields);
        }
    }

    private static SandboxReply businessKey(Call call) {
        // the vendor's body is not public; its number of fields, one to three, is
        List<String> names = call.command().texts("fields");
        if (names.isEmpty() || names.size() > 3) {
            throw Replies.invalid("a business key has one to three fields");
        }
        makeUnique(call.list().table(), names);
        return Replies.command(200, "business key of list " + call.list().apiName() + " set");
    }

    /** Makes a unique index on the named fields, or refuses with 400. */
    public static void makeUnique(Table table, List<String> names) {
        int[] columns = names.stream()
                .mapToInt(name -> table.column(name).orElseThrow(() -> Replies.invalid("there is no field " + name)))
                .distinct()
                .toArray();
        if (columns.length != names.size()) {
            throw Replies.invalid("a field is named twice");
        }
        if (!table.makeUnique(KeyColumns.of(columns))) {
            throw Replies.invalid("records with equal values exist, so no unique index can be made");
        }
    }
}
