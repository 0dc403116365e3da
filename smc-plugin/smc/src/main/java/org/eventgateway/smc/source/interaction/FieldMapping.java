package org.eventgateway.smc.source.interaction;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eventgateway.smc.source.record.FieldName;
import org.eventgateway.smc.source.record.Row;

/** Under which names each field is looked for. Immutable. */
public final class FieldMapping {
    private final EnumMap<Field, List<String>> names = new EnumMap<>(Field.class);

    private FieldMapping() {}

    /**
     * Reads the setting {@code fields}: field to name in the record, several names separated by {@code |}, an inner one with dots.
     *
     * @throws IllegalArgumentException naming the key that is no field
     */
    public static FieldMapping of(Map<String, String> setting) {
        FieldMapping mapping = new FieldMapping();
        for (Field field : Field.values()) {
            mapping.names.put(field, withProperties(field.defaultNames()));
        }
        setting.forEach((key, value) -> mapping.names.put(
                Field.of(key).orElseThrow(() -> new IllegalArgumentException(key)),
                normal(List.of(value.split("\\|")))));
        return mapping;
    }

    /** The names of all fields. */
    Set<String> names() {
        return names.values().stream().flatMap(List::stream).collect(toUnmodifiableSet());
    }

    /** The first value that is not blank, stripped; else the empty text. */
    String value(Row row, Field field) {
        for (String name : names.getOrDefault(field, List.of())) {
            String value = row.value(name).strip();
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /** Payloads of Segment's shape carry the names below {@code properties}. */
    private static List<String> withProperties(List<String> defaults) {
        List<String> all = new ArrayList<>(defaults);
        defaults.stream()
                .filter(name -> name.indexOf('.') < 0)
                .map(name -> "properties." + name)
                .forEach(all::add);
        return normal(all);
    }

    private static List<String> normal(List<String> names) {
        return names.stream()
                .map(FieldName::normal)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
