package org.eventgateway.sandbox.load;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import org.eventgateway.sandbox.json.JsonText;
import org.eventgateway.sandbox.table.ValidationCode;

/**
 * One record that was not carried out.
 *
 * @param index the record's place among the data rows, from 0
 * @param field the field at fault; empty when the record is wrong as a whole
 */
record InvalidRecord(int index, Optional<String> field, ValidationCode code, String message) {
    JsonObject json(int indexBase) {
        JsonObjectBuilder json = JsonText.object().add("record_index", index + indexBase);
        field.ifPresentOrElse(name -> json.add("field_name", name), () -> json.addNull("field_name"));
        return json.add("message", message).add("validation_code", code.label()).build();
    }
}
