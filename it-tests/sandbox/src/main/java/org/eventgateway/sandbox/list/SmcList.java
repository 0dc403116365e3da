package org.eventgateway.sandbox.list;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eventgateway.sandbox.segment.Segments;
import org.eventgateway.sandbox.table.Field;
import org.eventgateway.sandbox.table.Table;

/** One list of an organization: its description, its rows, its segments and its custom events. Safe for many threads. */
public final class SmcList {
    private final long id;
    private final ListHeader header;
    private final Table table = new Table();
    private final Segments segments = new Segments();
    private final Map<String, CustomEvent> customEvents = new ConcurrentHashMap<>();
    private final BulkSlot bulkSlot = new BulkSlot();

    /** Makes an empty list; an audience gets the fields that every audience has. */
    public SmcList(long id, ListHeader header) {
        this.id = id;
        this.header = header;
        if (header.type() == ListType.USERLIST) {
            table.append(List.of(Field.id()));
        }
    }

    public long id() {
        return id;
    }

    public ListHeader header() {
        return header;
    }

    public String apiName() {
        return header.apiName();
    }

    public Table table() {
        return table;
    }

    public Segments segments() {
        return segments;
    }

    /** The custom events by name; the map may be changed by any thread. */
    public Map<String, CustomEvent> customEvents() {
        return customEvents;
    }

    public BulkSlot bulkSlot() {
        return bulkSlot;
    }
}
