package org.eventgateway.benchmarks.micro;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eventgateway.smc.list.DataType;
import org.eventgateway.smc.list.ListField;
import org.eventgateway.smc.list.ListStructure;
import org.eventgateway.smc.mapping.ColumnMapping;
import org.eventgateway.smc.mapping.RowPlan;
import org.eventgateway.smc.mapping.TooLong;
import org.eventgateway.smc.settings.SmcSettings;

/** The mappings that are measured; each list has a field for each column. */
public enum Columns {
    /** What the SMC destination does without a setting: the header's fields, and properties and context as JSON text. */
    STANDARD,
    /** Eighteen values from all over the event, each in a column of its own. */
    EIGHTEEN;

    private static final String EIGHTEEN_COLUMNS =
            "MESSAGE_ID=messageId,EVENT_TYPE=type,EVENT_NAME=event,USER_ID=userId,"
                    + "ANONYMOUS_ID=anonymousId,EVENT_TS=timestamp,MAIL=traits.email,FIRST_NAME=traits.firstName,"
                    + "LAST_NAME=traits.lastName,CITY=traits.address.city,COUNTRY=traits.address.country,"
                    + "PRODUCT_ID=properties.product_id,PRICE=properties.price,ORDER_ID=properties.order_id,"
                    + "PAGE_URL=context.page.url,LOCALE=context.locale,IP=context.ip,CAMPAIGN=context.campaign.name";

    private static final Map<String, DataType> NO_TEXTS = Map.of(
            "EVENT_DT", DataType.DATE_TIME,
            "RECEIVED_DT", DataType.DATE_TIME,
            "EVENT_TS", DataType.DATE_TIME,
            "PROPERTIES", DataType.LONG_TEXT,
            "CONTEXT", DataType.LONG_TEXT,
            "PRICE", DataType.FLOAT);

    /** The value of the setting {@code columns}. */
    public String setting() {
        return this == STANDARD ? SmcSettings.COLUMNS.defaultText().orElseThrow() : EIGHTEEN_COLUMNS;
    }

    /** The fields of a list that has them all, with their types. */
    public Map<String, DataType> fields() {
        Map<String, DataType> fields = new LinkedHashMap<>();
        mapping().names().forEach(name -> fields.put(name, NO_TEXTS.getOrDefault(name, DataType.TEXT)));
        return fields;
    }

    RowPlan plan() {
        List<ListField> fields = new ArrayList<>();
        fields().forEach((name, type) ->
                fields.add(type == DataType.TEXT ? ListField.text(name, 255) : ListField.of(name, type)));
        return RowPlan.compile(mapping(), ListStructure.of("segment_events", fields), ZoneOffset.UTC, TooLong.CUT);
    }

    private ColumnMapping mapping() {
        return ColumnMapping.TYPE.reader().apply(setting());
    }
}
