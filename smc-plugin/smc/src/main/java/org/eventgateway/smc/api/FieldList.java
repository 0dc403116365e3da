package org.eventgateway.smc.api;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.eventgateway.smc.list.DataType;
import org.eventgateway.smc.list.ListField;
import org.eventgateway.smc.list.ListStructure;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a list as SMC answers them.
 *
 * @param fields the fields; null if the reply had none
 */
public record FieldList(@Nullable List<Field> fields) {

    /**
     * Makes the structure of a list; fields without a name are passed over.
     *
     * @param list the list's api_name
     */
    public ListStructure structure(String list) {
        List<ListField> found = new ArrayList<>();
        if (fields != null) {
            for (Field field : fields) {
                if (field.name != null && !field.name.isBlank()) {
                    found.add(field.toListField(field.name));
                }
            }
        }
        return ListStructure.of(list, found);
    }

    /** One field. */
    public record Field(
            @JsonbProperty("name") @Nullable String name,
            @JsonbProperty("data_type") @Nullable String dataType,
            @JsonbProperty("length") @Nullable Integer length,
            @JsonbProperty("allow_null") @Nullable Boolean allowNull,
            @JsonbProperty("content") @Nullable String content) {

        private ListField toListField(String knownName) {
            boolean computed =
                    content != null && content.toLowerCase(Locale.ROOT).startsWith("computed");
            return new ListField(
                    knownName,
                    DataType.of(dataType == null ? "" : dataType),
                    length != null && length > 0 ? OptionalInt.of(length) : OptionalInt.empty(),
                    allowNull == null || allowNull,
                    computed);
        }
    }
}
