package org.eventgateway.sandbox.search;

import jakarta.json.JsonArrayBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.eventgateway.sandbox.api.Call;
import org.eventgateway.sandbox.api.Endpoint;
import org.eventgateway.sandbox.api.Operation;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.json.JsonFields;
import org.eventgateway.sandbox.json.JsonText;
import org.eventgateway.sandbox.list.SmcList;
import org.eventgateway.sandbox.segment.Segment;
import org.eventgateway.sandbox.table.RawCells;
import org.eventgateway.sandbox.table.Row;

/** Answers searches in a list and in a segment of it. */
public final class SearchEndpoints {
    private SearchEndpoints() {}

    public static Map<Operation, Endpoint> all() {
        return Map.of(
                Operation.DATA_SEARCH, SearchEndpoints::inList,
                Operation.SEGMENT_DATA_SEARCH, SearchEndpoints::inSegment);
    }

    private static SandboxReply inList(Call call) {
        return search(call.list(), call.command(), call.list().table().rows().stream());
    }

    private static SandboxReply inSegment(Call call) {
        Segment segment = call.segment();
        Stream<Row> members = segment.members().stream().flatMap(id -> call.list().table().row(id).stream());
        return search(call.list(), call.command(), members);
    }

    private static SandboxReply search(SmcList list, JsonFields command, Stream<Row> rows) {
        List<String> names = command.texts("fields");
        if (names.isEmpty()) {
            throw Replies.invalid("property fields names no field");
        }
        List<Column> columns = names.stream().map(name -> Column.of(list, name)).toList();
        List<Filter> filters = command.children("filters").stream()
                .map(json -> Filter.read(list, json))
                .toList();
        Comparator<Row> order = order(list, command);
        long skip = page(command.number("skip"), "skip", 0);
        long take = page(command.number("take"), "take", Long.MAX_VALUE);
        JsonArrayBuilder data = JsonText.array();
        rows.filter(row -> filters.stream().allMatch(filter -> filter.test(row)))
                .sorted(order)
                .skip(skip)
                .limit(take)
                .forEach(row -> data.add(cells(columns, row)));
        return SandboxReply.json(
                200,
                JsonText.object()
                        .add("fields", JsonText.strings(names))
                        .add("data", data)
                        .add("result_code", "Succeeded")
                        .add("errors", JsonText.array())
                        .build());
    }

    private static JsonArrayBuilder cells(List<Column> columns, Row row) {
        JsonArrayBuilder cells = JsonText.array();
        columns.forEach(column -> cells.add(RawCells.json(column.of(row))));
        return cells;
    }

    private static Comparator<Row> order(SmcList list, JsonFields command) {
        String direction = command.text("order_by_direction").orElse("ASC");
        if (!direction.equals("ASC") && !direction.equals("DESC")) {
            throw Replies.invalid("order_by_direction is neither ASC nor DESC");
        }
        Comparator<Row> ascending = command.text("order_by")
                .map(name -> Column.of(list, name))
                .<Comparator<Row>>map(column -> (one, two) -> Values.compareNullFirst(column.of(one), column.of(two)))
                .orElse(Comparator.comparingLong(Row::id));
        return direction.equals("ASC") ? ascending : ascending.reversed();
    }

    private static long page(OptionalLong given, String name, long otherwise) {
        if (given.orElse(0) < 0) {
            throw Replies.invalid("property " + name + " is negative");
        }
        return given.orElse(otherwise);
    }
}
