package org.eventgateway.smc.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.smc.list.ListField;

/** Cells of one list, compiled: their fields, and a trie of paths for each event type. Immutable. */
final class CellPlan {
    /** Two places at most can hold one value: the traits of an identify and those of its context. */
    static final int CANDIDATES = 2;

    /**
     * Takes whatever the doors take: they bound the event as a whole, and a long number elsewhere in it must not cost the row. Texts are
     * escaped as ASCII when generated, so that half a surrogate pair gets as far as the row, which repairs it.
     */
    static final JsonFactory JSON = JsonFactory.builder()
            // Names come from outside; interning them would only fill the JVM's table.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final List<Cell> cells;
    private final Map<EventType, PathTrie> tries = new EnumMap<>(EventType.class);
    private final boolean readsPayload;
    private final CellWriter writer;
    private final TooLong tooLong;
    private final String key;

    /**
     * Compiles.
     *
     * @param cells what is written, in order
     * @param key the field that is never cut
     */
    CellPlan(List<Cell> cells, String key, ZoneId zone, TooLong tooLong) {
        this.cells = List.copyOf(cells);
        this.key = key;
        this.writer = new CellWriter(zone);
        this.tooLong = tooLong;
        this.readsPayload = cells.stream().anyMatch(cell -> cell.source() instanceof ColumnSource.Path);
        for (EventType type : EventType.values()) {
            tries.put(type, trie(type));
        }
    }

    private PathTrie trie(EventType type) {
        PathTrie trie = PathTrie.create();
        Map<EventPath, Map<String, Integer>> named = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).source() instanceof ColumnSource.Path path) {
                List<EventPath> places = path.path().of(type);
                for (int place = 0; place < places.size(); place++) {
                    int slot = i * CANDIDATES + place;
                    if (cells.get(i).byFieldName()) {
                        named.computeIfAbsent(places.get(place).parent(), any -> new HashMap<>())
                                .put(cells.get(i).field().name(), slot);
                    } else {
                        trie.add(places.get(place), slot);
                    }
                }
            }
        }
        named.forEach(trie::addAnyCase);
        if (type == EventType.IDENTIFY) {
            trie.add(EventPath.parse("traits"), ownTraits());
        }
        return trie;
    }

    List<Cell> cells() {
        return cells;
    }

    int slots() {
        return cells.size() * CANDIDATES + 1;
    }

    /** The slot of an identify's own traits: those of its context count only if it has none. */
    int ownTraits() {
        return cells.size() * CANDIDATES;
    }

    PathTrie trieOf(EventType type) {
        return Objects.requireNonNull(tries.get(type));
    }

    boolean readsPayload() {
        return readsPayload;
    }

    CellWriter writer() {
        return writer;
    }

    TooLong tooLong(Cell cell) {
        return cell.field().name().equals(key) || cell.isIdentity() ? TooLong.REFUSE : tooLong;
    }

    /**
     * One cell.
     *
     * @param field where it goes
     * @param optional whether it is null when its value does not fit
     * @param byFieldName whether the last name of its path is that of the field, in any case
     * @param source where its value comes from
     */
    record Cell(ListField field, boolean optional, boolean byFieldName, ColumnSource source) {

        /** Whether it says who or what the event is about: two of them could become one if they were cut. */
        boolean isIdentity() {
            return source instanceof ColumnSource.Header header
                    && header.field().isIdentity();
        }

        boolean isOfBody() {
            return source instanceof ColumnSource.Path path
                    && path.path().names().get(0).equals(EventPath.BODY);
        }
    }
}
