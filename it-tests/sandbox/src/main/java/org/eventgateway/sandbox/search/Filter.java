package org.eventgateway.sandbox.search;

import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.json.JsonFields;
import org.eventgateway.sandbox.list.SmcList;
import org.eventgateway.sandbox.table.Cell;
import org.eventgateway.sandbox.table.CellCheck;
import org.eventgateway.sandbox.table.RawCells;
import org.eventgateway.sandbox.table.Row;

/** One condition of a search. As in SQL, NULL fulfils none but {@code IsNull}. */
final class Filter implements Predicate<Row> {
    private final Column column;
    private final Operator operator;
    private final Object wanted;

    private Filter(Column column, Operator operator, Object wanted) {
        this.column = column;
        this.operator = operator;
        this.wanted = wanted;
    }

    static Filter read(SmcList list, JsonFields json) {
        Column column = Column.of(list, json.requiredText("field_name"));
        String label = json.requiredText("operator");
        Operator operator = Operator.labelled(label).orElseThrow(() -> Replies.invalid("unknown operator " + label));
        Optional<JsonValue> given = json.value("field_value");
        if (!operator.needsValue()) {
            return new Filter(column, operator, "");
        }
        JsonValue value = given.orElseThrow(() -> Replies.invalid("operator " + label + " needs a field_value"));
        return new Filter(column, operator, operator == Operator.LIKE ? like(value) : typed(column, value));
    }

    private static Object like(JsonValue value) {
        if (!(RawCells.raw(value) instanceof String pattern)) {
            throw Replies.invalid("operator Like needs a string");
        }
        StringBuilder regex = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            char one = pattern.charAt(at);
            regex.append(one == '%' ? ".*" : one == '_' ? "." : Pattern.quote(String.valueOf(one)));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    private static Object typed(Column column, JsonValue value) {
        Object raw = RawCells.raw(value);
        // a text to compare with may be longer than the column; it then equals nothing
        if (raw instanceof String text && column.field().length().isPresent()) {
            return text;
        }
        if (CellCheck.check(column.field(), raw) instanceof Cell.Value checked && checked.content() != null) {
            return checked.content();
        }
        throw Replies.invalid(
                "field_value does not fit the type of field " + column.field().name());
    }

    @Override
    public boolean test(Row row) {
        Object value = column.of(row);
        if (value == null) {
            return operator == Operator.IS_NULL;
        }
        return switch (operator) {
            case EQUAL_TO -> Values.compare(value, wanted) == 0;
            case NOT_EQUAL_TO -> Values.compare(value, wanted) != 0;
            case GREATER_THAN -> Values.compare(value, wanted) > 0;
            case GREATER_THAN_OR_EQUAL_TO -> Values.compare(value, wanted) >= 0;
            case LESS_THAN -> Values.compare(value, wanted) < 0;
            case LESS_THAN_OR_EQUAL_TO -> Values.compare(value, wanted) <= 0;
            case LIKE -> ((Pattern) wanted).matcher(value.toString()).matches();
            case IS_NULL -> false;
            case IS_NOT_NULL -> true;
            case IS_EMPTY -> value.toString().isBlank();
            case IS_NOT_EMPTY -> !value.toString().isBlank();
        };
    }
}
