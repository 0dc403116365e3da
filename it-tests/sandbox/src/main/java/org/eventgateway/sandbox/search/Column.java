package org.eventgateway.sandbox.search;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.list.SmcList;
import org.eventgateway.sandbox.table.Field;
import org.eventgateway.sandbox.table.Row;
import org.jspecify.annotations.Nullable;

/**
 * A column as searches name it, with its scope in front. Only the list itself and the system's link identifier can be
 * named; a name without a scope is refused, because every published example has one.
 */
final class Column {
    private static final String LINK = "SYSTEM.SELLIGENTID";
    private static final String MASTER = "MASTER.";
    private static final int LINK_PLACE = -1;

    private final SmcList list;
    private final Field field;
    private final int place;

    private Column(SmcList list, Field field, int place) {
        this.list = list;
        this.field = field;
        this.place = place;
    }

    static Column of(SmcList list, String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.equals(LINK)) {
            return new Column(list, Field.text("SELLIGENTID", 36), LINK_PLACE);
        }
        if (!upper.startsWith(MASTER)) {
            throw Replies.invalid("field " + name + " has no known scope; write MASTER." + name);
        }
        String bare = name.substring(MASTER.length());
        int place = list.table().column(bare).orElseThrow(() -> Replies.invalid("there is no field " + name));
        return new Column(list, list.table().fields().get(place), place);
    }

    Field field() {
        return field;
    }

    @Nullable Object of(Row row) {
        return place == LINK_PLACE ? link(row) : row.cell(place);
    }

    /** Makes an identifier that says nothing about the numeric ID but is the same each time. */
    private String link(Row row) {
        String seed = list.apiName() + '/' + row.id();
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
