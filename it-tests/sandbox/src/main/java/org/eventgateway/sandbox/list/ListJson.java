package org.eventgateway.sandbox.list;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.eventgateway.sandbox.json.JsonText;
import org.eventgateway.sandbox.table.Field;

/** Writes lists and fields in the vendor's shapes (vendor Swagger of 2020). */
final class ListJson {
    private ListJson() {}

    static JsonObject overview(SmcList list) {
        return JsonText.object()
                .add("id", list.id())
                .add("type", list.header().type().label())
                .add("api_name", list.apiName())
                .add("name", list.header().name())
                .build();
    }

    static JsonObject details(SmcList list, String organization) {
        ListHeader header = list.header();
        return JsonText.object()
                .add("api_name", header.apiName())
                .add("name", header.name())
                .add("type", header.type().label())
                .add("description", header.description())
                .add("tags", JsonText.strings(header.tags()))
                .addNull("email_quality_configuration")
                .add("enforce_segment_selection", header.enforceSegmentSelection())
                .addNull("taglist_api_name")
                .add("organizations", JsonText.array().add(organization))
                .add("not_accessible_organizations_count", 0)
                .build();
    }

    static JsonObject field(Field field) {
        JsonObjectBuilder json = JsonText.object().add("name", field.name());
        if (field.length().isPresent()) {
            json.add("length", field.length().getAsInt());
        } else {
            json.addNull("length");
        }
        return json.add("data_type", field.type().label())
                .add("description", field.description())
                .add("allow_null", field.allowNull())
                .add("content", field.content().label())
                .add("optionlist", field.optionlist())
                .add("value_definition", field.valueDefinition())
                .build();
    }
}
