package org.eventgateway.sandbox.load;

import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eventgateway.sandbox.api.Call;
import org.eventgateway.sandbox.api.Endpoint;
import org.eventgateway.sandbox.api.Operation;
import org.eventgateway.sandbox.http.RefusedRequest;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.json.JsonFields;
import org.eventgateway.sandbox.json.JsonText;
import org.eventgateway.sandbox.list.SmcList;
import org.eventgateway.sandbox.table.Cell;
import org.eventgateway.sandbox.table.CellCheck;
import org.eventgateway.sandbox.table.RawCells;
import org.jspecify.annotations.Nullable;

/** Answers the operations on single records: count, delete, save. None of them needs the list's bulk slot. */
public final class RecordEndpoints {
    private static final String MASTER = "master.";

    private RecordEndpoints() {}

    public static Map<Operation, Endpoint> all() {
        return Map.of(
                Operation.RECORDS_COUNT, RecordEndpoints::count,
                Operation.RECORD_DELETE, RecordEndpoints::delete,
                Operation.DATA_SAVE, RecordEndpoints::save);
    }

    private static SandboxReply count(Call call) {
        return SandboxReply.json(
                200, JsonText.object().add("count", call.list().table().count()).build());
    }

    private static SandboxReply delete(Call call) {
        String record = call.route().name("record");
        SmcList list = call.list();
        if (!record.matches("[0-9]{1,18}") || !list.table().delete(Long.parseLong(record))) {
            throw Replies.invalid("there is no such record");
        }
        list.segments().forget(Long.parseLong(record));
        return SandboxReply.json(200, Replies.succeeded().build());
    }

    private static SandboxReply save(Call call) {
        SmcList list = call.list();
        // all lower case for this one operation (vendor Swagger of 2020)
        List<String> keys = call.query()
                .names("keyfields")
                .orElseThrow(() -> Replies.invalid("query parameter keyfields is missing"));
        JsonFields body = call.command();
        List<String> names = new ArrayList<>();
        body.object().keySet().forEach(name -> names.add(withoutScope(name)));
        Columns columns =
                Columns.of(list.table(), LoadQuery.distinct("the body", names), LoadQuery.distinct("keyfields", keys));
        @Nullable Object[] row = row(columns, List.copyOf(body.object().values()));
        Upsert upsert = new Upsert(
                list.table(),
                columns,
                ImportOption.INSERT_AND_UPDATE,
                call.settings().keepRows());
        return answer(list, upsert.write(row));
    }

    private static String withoutScope(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(MASTER) ? name.substring(MASTER.length()) : name;
    }

    private static @Nullable Object[] row(Columns columns, List<JsonValue> values) {
        @Nullable Object[] row = new Object[columns.fields().size()];
        for (int at = 0; at < values.size(); at++) {
            int column = columns.cells()[at];
            String name = columns.fields().get(column).name();
            Cell cell = CellCheck.check(columns.fields().get(column), RawCells.raw(values.get(at)));
            if (cell instanceof Cell.Bad bad) {
                throw Replies.invalid("field " + name + ": " + bad.message());
            }
            row[column] = cell instanceof Cell.Value value ? value.content() : null;
            if (row[column] == null && columns.isKey(column)) {
                throw Replies.invalid("key field " + name + " must have a value");
            }
        }
        return row;
    }

    private static SandboxReply answer(SmcList list, Upsert.Effect effect) {
        return switch (effect.kind()) {
            case INSERTED -> saved("inserted in", list, effect);
            case UPDATED, EXISTS -> saved("updated in", list, effect);
            case NOT_FOUND -> throw refused("there is no such record");
            case NOT_UNIQUE -> throw refused("a record with this unique value exists already");
            case INCOMPLETE -> throw refused("a field that must have a value is missing");
        };
    }

    private static SandboxReply saved(String what, SmcList list, Upsert.Effect effect) {
        return Replies.command(200, "record " + effect.rows().get(0) + " " + what + " list " + list.apiName());
    }

    private static RefusedRequest refused(String description) {
        return Replies.invalid(description);
    }
}
