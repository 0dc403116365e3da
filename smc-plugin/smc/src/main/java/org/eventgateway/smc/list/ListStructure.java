package org.eventgateway.smc.list;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The fields of one list, found by name in any case. Immutable. */
public final class ListStructure {
    private final String list;
    private final TreeMap<String, ListField> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private ListStructure(String list) {
        this.list = list;
    }

    /**
     * Makes a structure.
     *
     * @param list the list's api_name
     * @param fields its fields
     */
    public static ListStructure of(String list, Collection<ListField> fields) {
        ListStructure structure = new ListStructure(list);
        fields.forEach(field -> structure.fields.put(field.name(), field));
        return structure;
    }

    /** The list's api_name. */
    public String list() {
        return list;
    }

    /** The field of this name, in any case. */
    public Optional<ListField> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** The field of this name, if it can be loaded. */
    public Optional<ListField> loadable(String name) {
        return field(name).filter(field -> !field.computed());
    }

    /** All fields, by name. */
    public List<ListField> fields() {
        return List.copyOf(fields.values());
    }
}
