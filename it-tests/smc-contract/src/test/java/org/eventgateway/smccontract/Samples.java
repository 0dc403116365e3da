package org.eventgateway.smccontract;

import java.util.LinkedHashMap;
import java.util.Map;

/** One good request for each operation, by the operation's name: the vendor's examples, with every known part used. */
final class Samples {

    private static final String LIST = "/lists/USERS_SEGMENT";
    private static final String SEGMENT = LIST + "/segments/VIP_STATIC";
    private static final String EVENT = LIST + "/customevents/Order%20paid";
    private static final String ENTRY_POINTS = "/journeys/custom/ORDER_JOURNEY/entrypoints";
    private static final String GUID = "6f9619ff-8b86-d011-b42d-00c04fc964ff";
    private static final String PEOPLE =
            "[[\"u-1001\",\"ann@example.com\",null,true],[\"u-1002\",\"bob@example.com\",4.5,false]]";
    private static final String SEARCH = "{\"fields\":[\"MASTER.MAIL\",\"SYSTEM.SELLIGENTID\"],"
            + "\"filters\":[{\"field_name\":\"MASTER.CUSTOMER_ID\",\"operator\":\"EqualTo\",\"field_value\":\"u-1001\"},"
            + "{\"field_name\":\"MASTER.MAIL\",\"operator\":\"IsNotNull\"}],"
            + "\"skip\":0,\"take\":1,\"order_by\":\"MASTER.MAIL\",\"order_by_direction\":\"ASC\"}";

    private Samples() {}

    static Request of(String operation) {
        Request sample = all().get(operation);
        if (sample == null) {
            throw new IllegalArgumentException("no sample of " + operation);
        }
        return sample;
    }

    static Map<String, Request> all() {
        Map<String, Request> all = new LinkedHashMap<>();
        all.put("status", Request.of("GET", "/Portal/Api/status"));
        all.put("organization", Request.inOrganization("GET", ""));
        putLists(all);
        putData(all);
        putSegments(all);
        putJourneys(all);
        putCustomEvents(all);
        return all;
    }

    private static void putLists(Map<String, Request> all) {
        all.put(
                "lists",
                Request.inOrganization("GET", "/lists").withQuery("filter=Datalist&search=segment+x&skip=0&take=1"));
        all.put(
                "list-create",
                Request.inOrganization("POST", "/lists")
                        .withJson("{\"api_name\":\"USERS_2\",\"name\":\"Users\",\"type\":\"Userlist\","
                                + "\"description\":null,\"tags\":[\"a\"],\"enforce_segment_selection\":true}"));
        all.put("list-details", Request.inOrganization("GET", LIST));
        all.put("fields", Request.inOrganization("GET", LIST + "/fields"));
        all.put(
                "fields-add",
                Request.inOrganization("POST", LIST + "/fields")
                        .withJson("{\"fields\":[{\"name\":\"CITY\",\"data_type\":\"Text\",\"length\":40,"
                                + "\"description\":\"City\",\"allow_null\":true,\"content\":\"Free\","
                                + "\"optionlist\":null,\"value_definition\":null}]}"));
        all.put(
                "field-update",
                Request.inOrganization("PUT", LIST + "/fields/CITY")
                        .withJson("{\"name\":\"TOWN\",\"description\":\"Town\",\"content\":\"Free\","
                                + "\"optionlist\":null}"));
        all.put("field-delete", Request.inOrganization("DELETE", LIST + "/fields/CITY"));
        all.put(
                "business-key",
                Request.inOrganization("PUT", LIST + "/businesskey").withJson("{\"fields\":[\"CUSTOMER_ID\"]}"));
        all.put("records", Request.inOrganization("GET", LIST + "/records"));
        all.put("record-delete", Request.inOrganization("DELETE", LIST + "/records/4711"));
    }

    private static void putData(Map<String, Request> all) {
        all.put(
                "record-save",
                Request.inOrganization("POST", LIST + "/data")
                        .withQuery("keyfields=CUSTOMER_ID")
                        .withJson("{\"CUSTOMER_ID\":\"u-1001\",\"master.MAIL\":\"ann@example.com\","
                                + "\"PREFS.NEWSLETTER\":true}"));
        all.put(
                "data-load",
                Request.inOrganization("POST", LIST + "/data/load")
                        .withQuery("keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,MAIL,SCORE,VIP&mode=Sync"
                                + "&deduplication=ImportLastMatch&data_import_option=InsertAndUpdate"
                                + "&create_segment_name=Today%27s&create_segment_api_name=TODAY")
                        .withJson(PEOPLE));
        all.put(
                "data-delete",
                Request.inOrganization("DELETE", LIST + "/data")
                        .withQuery("keyFields=CUSTOMER_ID&fields=CUSTOMER_ID&mode=Stream")
                        .withJson("[[\"u-1001\"],[\"u-1002\"]]"));
        all.put(
                "data-search",
                Request.inOrganization("POST", LIST + "/data/search").withJson(SEARCH));
    }

    private static void putSegments(Map<String, Request> all) {
        all.put(
                "segments",
                Request.inOrganization("GET", LIST + "/segments").withQuery("filter=Static&search=vip&skip=10&take=5"));
        all.put(
                "segment-create",
                Request.inOrganization("POST", LIST + "/segments/static")
                        .withJson("{\"api_name\":\"VIP_STATIC\",\"name\":\"VIP\",\"description\":\"x\",\"tags\":[]}"));
        all.put("segment-details", Request.inOrganization("GET", SEGMENT));
        all.put("segment-delete", Request.inOrganization("DELETE", SEGMENT));
        all.put(
                "segment-load",
                Request.inOrganization("POST", SEGMENT + "/data/load")
                        .withQuery("keyFields=MAIL&fields=MAIL&mode=Sync&deduplication=ImportFirstMatch")
                        .withJson("[[\"ann@example.com\"]]"));
        all.put(
                "segment-remove",
                Request.inOrganization("DELETE", SEGMENT + "/data")
                        .withQuery("keyFields=MAIL&fields=MAIL&mode=Sync")
                        .withJson("[[\"ann@example.com\"]]"));
        all.put("segment-clear", Request.inOrganization("DELETE", SEGMENT + "/data/clear"));
        all.put(
                "segment-search",
                Request.inOrganization("POST", SEGMENT + "/data/search").withJson(SEARCH));
    }

    private static void putJourneys(Map<String, Request> all) {
        all.put("journeys", Request.inOrganization("GET", "/journeys"));
        all.put("custom-journey", Request.inOrganization("GET", "/journeys/custom/ORDER_JOURNEY"));
        all.put("entry-points", Request.inOrganization("GET", ENTRY_POINTS));
        all.put("entry-point", Request.inOrganization("GET", ENTRY_POINTS + "/ORDER"));
        all.put(
                "journey-trigger",
                Request.inOrganization("POST", ENTRY_POINTS + "/ORDER/trigger")
                        .withJson("{\"user_id\":0,\"parameter_values\":{\"CUSTOMER_ID\":\"u-1001\"}}"));
        all.put(
                "transactional-send",
                Request.inOrganization("POST", "/journeys/transactional/ORDER_MAIL/send")
                        .withJson("{\"items\":[{\"recipient\":\"ann@example.com\",\"language\":\"EN\","
                                + "\"data\":{\"LINES\":[{\"SKU\":\"A1\",\"QTY\":2}]},"
                                + "\"dtsdata\":[{\"data_selection\":\"RECOMMENDED\",\"content\":[{\"SKU\":\"B2\"}]}],"
                                + "\"lookup\":{\"scope\":\"MASTER\",\"field\":\"CUSTOMER_ID\"}}]}"));
        all.put("transactional-status", Request.inOrganization("GET", "/journeys/transactional/status/" + GUID));
        all.put(
                "transactional-statuses",
                Request.inOrganization("POST", "/journeys/transactional/status").withJson("[\"" + GUID + "\"]"));
    }

    private static void putCustomEvents(Map<String, Request> all) {
        all.put(
                "custom-events",
                Request.inOrganization("GET", LIST + "/customevents").withQuery("search=order&skip=0&take=10"));
        all.put(
                "custom-event-create",
                Request.inOrganization("POST", LIST + "/customevents")
                        .withJson("{\"name\":\"Order paid\",\"description\":null,\"tags\":[\"shop\"]}"));
        all.put("custom-event", Request.inOrganization("GET", EVENT));
        all.put("custom-event-delete", Request.inOrganization("DELETE", EVENT).withQuery("dropTable=true"));
        all.put("custom-event-fields", Request.inOrganization("GET", EVENT + "/fields"));
        all.put("custom-event-trigger", Request.inOrganization("POST", EVENT + "/trigger"));
    }
}
