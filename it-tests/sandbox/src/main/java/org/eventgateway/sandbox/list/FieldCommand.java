package org.eventgateway.sandbox.list;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.json.JsonFields;
import org.eventgateway.sandbox.table.DataType;
import org.eventgateway.sandbox.table.Field;
import org.eventgateway.sandbox.table.FieldContent;

/** Reads a field from a create command or a seed. */
public final class FieldCommand {
    // the Campaign documents give 50 as the mail field's default; nothing says what other fields get
    private static final long DEFAULT_LENGTH = 50;

    private FieldCommand() {}

    /** Reads one field object; refuses with 400 what the vendor's schema does not admit. */
    public static Field read(JsonFields json) {
        String name = json.requiredText("name");
        String label = json.requiredText("data_type");
        DataType type = DataType.labelled(label)
                .orElseThrow(() -> Replies.invalid("field " + name + ": unknown data_type " + label));
        String contentLabel = json.text("content").orElse(FieldContent.FREE.label());
        FieldContent content = FieldContent.labelled(contentLabel)
                .orElseThrow(() -> Replies.invalid("field " + name + ": unknown content " + contentLabel));
        String definition = json.text("value_definition").orElse("");
        if (content.isComputed() && definition.isBlank()) {
            throw Replies.invalid("field " + name + ": a computed field needs a value_definition");
        }
        try {
            return new Field(
                    name,
                    type,
                    length(type, json.number("length")),
                    json.flag("allow_null").orElse(true),
                    content,
                    json.text("description").orElse(""),
                    json.text("optionlist").orElse(""),
                    definition,
                    false);
        } catch (IllegalArgumentException e) {
            throw Replies.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static OptionalInt length(DataType type, OptionalLong given) {
        if (type != DataType.TEXT) {
            return OptionalInt.empty();
        }
        long length = given.orElse(DEFAULT_LENGTH);
        return OptionalInt.of((int) Math.max(-1, Math.min(length, Integer.MAX_VALUE)));
    }
}
