package org.eventgateway.smc.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.smc.list.ListField;
import org.eventgateway.smc.list.ListStructure;

/**
 * A column mapping compiled against a list as it is: which field each cell goes to, and one trie for each event type. Immutable;
 * made anew when the list's structure was read anew. Each mapping of a batch takes its own {@link RowMapper} from it.
 */
public final class RowPlan {
    /** Two places at most can hold one value: the traits of an identify and those of its context. */
    static final int CANDIDATES = 2;

    /** Texts are escaped as ASCII when generated, so that half a surrogate pair gets as far as the row, which repairs it. */
    static final JsonFactory JSON = JsonFactory.builder()
            // Names come from outside; interning them would only fill the JVM's table.
            .disable(com.fasterxml.jackson.core.JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private final List<Cell> cells;
    private final String key;
    private final Map<EventType, PathTrie> tries = new EnumMap<>(EventType.class);
    private final boolean readsPayload;
    private final CellWriter writer;
    private final TooLong tooLong;

    private RowPlan(List<Cell> cells, String key, ZoneId zone, TooLong tooLong) {
        this.cells = List.copyOf(cells);
        this.key = key;
        this.writer = new CellWriter(zone);
        this.tooLong = tooLong;
        this.readsPayload = cells.stream().anyMatch(cell -> cell.source() instanceof ColumnSource.Path);
        for (EventType type : EventType.values()) {
            tries.put(type, trie(type));
        }
    }

    /**
     * Compiles.
     *
     * @param mapping what goes where; columns that the list has not are left out, so {@link #missing} must be asked first
     * @param list the list as it is
     * @param zone the zone of its dates and times
     * @param tooLong what becomes of texts that are too long; the key column is never cut, as two events could become one
     */
    public static RowPlan compile(ColumnMapping mapping, ListStructure list, ZoneId zone, TooLong tooLong) {
        List<Cell> cells = new ArrayList<>();
        for (Column column : mapping.columns()) {
            list.loadable(column.name())
                    .ifPresent(field -> cells.add(new Cell(field, column.optional(), column.source())));
        }
        String key = mapping.keyColumn()
                .flatMap(list::loadable)
                .map(ListField::name)
                .orElseThrow(() -> new IllegalArgumentException("the list has no field for the message id"));
        return new RowPlan(cells, key, zone, tooLong);
    }

    /** The columns that are not optional and that the list has not, or has as computed fields. */
    public static List<String> missing(ColumnMapping mapping, ListStructure list) {
        return mapping.columns().stream()
                .filter(column -> !column.optional())
                .map(Column::name)
                .filter(name -> list.loadable(name).isEmpty())
                .toList();
    }

    private PathTrie trie(EventType type) {
        PathTrie trie = PathTrie.create();
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).source() instanceof ColumnSource.Path path) {
                List<EventPath> places = path.path().of(type);
                for (int place = 0; place < places.size(); place++) {
                    trie.add(places.get(place), i * CANDIDATES + place);
                }
            }
        }
        return trie;
    }

    /** The fields that are filled, in the order of the cells, as SMC spells them. */
    public List<String> fields() {
        return cells.stream().map(cell -> cell.field().name()).toList();
    }

    /** The field of the message id, as SMC spells it. */
    public String key() {
        return key;
    }

    /** Whether all these fields are still loadable in the list, of the same type and length. */
    public boolean fits(ListStructure list) {
        return cells.stream()
                .allMatch(cell -> list.loadable(cell.field().name()).equals(Optional.of(cell.field())));
    }

    List<Cell> cells() {
        return cells;
    }

    PathTrie trieOf(EventType type) {
        return java.util.Objects.requireNonNull(tries.get(type));
    }

    boolean readsPayload() {
        return readsPayload;
    }

    CellWriter writer() {
        return writer;
    }

    TooLong tooLong(ListField field) {
        return field.name().equals(key) ? TooLong.REFUSE : tooLong;
    }

    /** One cell of every row. */
    record Cell(ListField field, boolean optional, ColumnSource source) {}
}
