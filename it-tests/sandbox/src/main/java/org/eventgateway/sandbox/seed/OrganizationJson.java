package org.eventgateway.sandbox.seed;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eventgateway.sandbox.journey.Journey;
import org.eventgateway.sandbox.journey.JourneyType;
import org.eventgateway.sandbox.json.JsonFields;
import org.eventgateway.sandbox.list.CustomEvent;
import org.eventgateway.sandbox.list.FieldCommand;
import org.eventgateway.sandbox.list.FieldEndpoints;
import org.eventgateway.sandbox.list.ListEndpoints;
import org.eventgateway.sandbox.list.ListHeader;
import org.eventgateway.sandbox.list.SmcList;
import org.eventgateway.sandbox.organization.Organization;
import org.eventgateway.sandbox.segment.SegmentEndpoints;
import org.eventgateway.sandbox.segment.SegmentType;
import org.eventgateway.sandbox.table.Cell;
import org.eventgateway.sandbox.table.CellCheck;
import org.eventgateway.sandbox.table.RawCells;
import org.eventgateway.sandbox.table.Table;
import org.jspecify.annotations.Nullable;

/** Reads organizations from a seed. */
final class OrganizationJson {
    private OrganizationJson() {}

    static Organization read(JsonFields json) {
        List<String> languages = json.has("languages") ? json.texts("languages") : List.of("EN");
        Organization organization = new Organization(
                json.requiredText("name"), languages, json.text("mail_domain").orElse("example.com"));
        json.children("lists").forEach(list -> addList(organization, list));
        json.children("journeys").forEach(journey -> addJourney(organization, journey));
        return organization;
    }

    private static void addList(Organization organization, JsonFields json) {
        ListHeader header = ListEndpoints.header(json);
        if (!organization.addList(header)) {
            throw new IllegalArgumentException("seed: list " + header.apiName() + " cannot be added");
        }
        SmcList list = organization.list(header.apiName()).orElseThrow();
        FieldEndpoints.append(
                list.table(),
                json.children("fields").stream().map(FieldCommand::read).toList());
        if (json.has("business_key")) {
            FieldEndpoints.makeUnique(list.table(), json.texts("business_key"));
        }
        json.children("segments").forEach(segment -> addSegment(list, segment));
        json.children("custom_events")
                .forEach(event -> list.customEvents()
                        .put(
                                event.requiredText("name"),
                                new CustomEvent(
                                        event.requiredText("name"),
                                        event.text("description").orElse(""),
                                        event.texts("tags"))));
        json.children("records").forEach(record -> addRecord(list.table(), record.object()));
    }

    private static void addSegment(SmcList list, JsonFields json) {
        String label = json.requiredText("type");
        SegmentType type = SegmentType.labelled(label)
                .orElseThrow(() -> new IllegalArgumentException("seed: unknown type of segment " + label));
        if (!list.segments().add(SegmentEndpoints.read(json, type))) {
            throw new IllegalArgumentException("seed: a segment is given twice");
        }
    }

    private static void addRecord(Table table, JsonObject record) {
        @Nullable Object[] row = new Object[table.fields().size()];
        for (Map.Entry<String, JsonValue> cell : record.entrySet()) {
            int column = table.column(cell.getKey())
                    .orElseThrow(() -> new IllegalArgumentException("seed: no field " + cell.getKey()));
            Cell checked = CellCheck.check(table.fields().get(column), RawCells.raw(cell.getValue()));
            if (!(checked instanceof Cell.Value value)) {
                throw new IllegalArgumentException("seed: a value does not fit field " + cell.getKey());
            }
            row[column] = value.content();
        }
        boolean complete = IntStream.range(0, row.length)
                .allMatch(at -> row[at] != null
                        || table.fields().get(at).allowNull()
                        || table.fields().get(at).system());
        if (!complete || table.insert(row, Integer.MAX_VALUE).isEmpty()) {
            throw new IllegalArgumentException("seed: a record breaks a rule of its list");
        }
    }

    private static void addJourney(Organization organization, JsonFields json) {
        String label = json.requiredText("type");
        JourneyType type = JourneyType.labelled(label)
                .orElseThrow(() -> new IllegalArgumentException("seed: unknown type of journey " + label));
        List<Journey.EntryPoint> points = json.children("entry_points").stream()
                .map(OrganizationJson::entryPoint)
                .toList();
        String name = json.requiredText("api_name");
        organization.journeys().put(name, new Journey(name, type, points));
    }

    private static Journey.EntryPoint entryPoint(JsonFields json) {
        return new Journey.EntryPoint(
                json.requiredText("api_name"),
                json.requiredText("name"),
                json.children("parameters").stream()
                        .map(parameter -> new Journey.Parameter(
                                parameter.requiredText("name"),
                                parameter.flag("required").orElse(false)))
                        .toList());
    }
}
