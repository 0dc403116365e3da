package org.eventgateway.smccontract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Faults with a name of their own, one line each: what is wrong, in which operation, and the part to blame. */
final class FaultTable {

    private static final String ORGANIZATION = "ACME%20Corp";
    private static final Request LOAD = Samples.of("data-load");
    private static final Request PLAIN_LOAD = LOAD.withQuery("keyFields=A&fields=A,B");
    private static final Request HEADED_LOAD = LOAD.withQuery("keyFields=A");

    private final List<InvalidCase> cases = new ArrayList<>();

    private FaultTable() {
        paths();
        names();
        credentials();
        contentTypes();
        queries();
        bulkShapes();
        tables();
        savedRecords();
        searches();
        metadata();
        journeys();
    }

    static List<InvalidCase> all() {
        return List.copyOf(new FaultTable().cases);
    }

    private void paths() {
        organization("a raw blank", "ACME Corp", "percent-encoded");
        organization("a blank as plus", "ACME+Corp", "percent-encoded");
        organization("a broken escape", "ACME%2", "percent-encoded");
        organization("a raw umlaut", "M\u00fcller", "percent-encoded");
        organization("empty", "", "percent-encoded");
        organization("the folder above", "..", ". or ..");
        organization("the folder above, encoded", "%2e%2E", ". or ..");
        organization("the same folder", ".", ". or ..");
        organization("an encoded slash", "ACME%2FCorp", "encoded slashes");
        organization("an encoded backslash", "ACME%5cCorp", "encoded slashes");
        organization("a line feed", "ACME%0ACorp", "encoded slashes");
        organization("a delete character", "ACME%7FCorp", "encoded slashes");
        organization("encoded twice", "ACME%2520Corp", "encoded twice");
        unknown("a version", LOAD.replacePath("/Portal/Api", "/Portal/Api/v1"), "no version");
        unknown("no prefix", LOAD.replacePath("/Portal/Api", ""), "no operation");
        unknown("a doubled prefix", LOAD.replacePath("/Portal", "/Portal/Portal"), "no operation");
        unknown("the old list of organizations", Request.of("GET", "/Portal/Api/organizations"), "no operation");
        unknown("a load by PUT", Request.of("PUT", LOAD.path()), "no operation");
        unknown("a trailing slash", LOAD.withPath(LOAD.path() + "/"), "percent-encoded");
    }

    private void organization(String name, String segment, String message) {
        path("organization " + name, "data-load", LOAD.replacePath(ORGANIZATION, segment), message);
    }

    private void unknown(String name, Request request, String message) {
        path(name, "unknown", request, message);
    }

    private void names() {
        path("a list's display name", "data-load", LOAD.replacePath("USERS_SEGMENT", "Segment%20users"), "list api");
        path("a list with a hyphen", "list-details", renamed("list-details", "USERS_SEGMENT", "A-B"), "list api");
        path("a segment's name", "segment-load", renamed("segment-load", "VIP_STATIC", "VIP%20A"), "segment api");
        path("a journey's name", "journey-trigger", renamed("journey-trigger", "ORDER_JOURNEY", "a.b"), "journey api");
        path("a mail's name", "transactional-send", renamed("transactional-send", "ORDER_MAIL", "a-b"), "journey api");
        path("an entry's name", "entry-point", renamed("entry-point", "points/ORDER", "points/a-b"), "entry point api");
        path("a record by name", "record-delete", renamed("record-delete", "4711", "u-1001"), "number");
        path("a message by number", "transactional-status", renamed("transactional-status", "6f96", "x"), "GUID");
    }

    private static Request renamed(String operation, String part, String by) {
        return Samples.of(operation).replacePath(part, by);
    }

    private void credentials() {
        header("Basic", "X-ApiKey", "Basic a2V5OnNlY3JldA==", "raw");
        header("Bearer", "X-ApiKey", "Bearer key:secret", "raw");
        header("base64", "X-ApiKey", "a2V5OnNlY3JldA==", "raw");
        header("a key without a secret", "X-ApiKey", "1f0c2a:", "raw");
        header("three parts", "X-ApiKey", "a:b:c", "raw");
        header("the key as its own secret", "X-ApiKey", "1f0c2a:1f0c2a", "place of the secret");
        header("a second scheme", "Authorization", "Basic a2V5OnNlY3JldA==", "only credential");
        header("a forwarded host", "X-Forwarded-Host", "acme.example.com", "must not");
        add("no value", "data-load", LOAD.withHeader("X-ApiKey"), "/headers/x-apikey", "no value");
        add("two keys", "data-load", LOAD.withHeader("X-ApiKey", "a:b", "c:d"), "/headers/x-apikey", "more than once");
        add("two spellings", "data-load", LOAD.withHeader("x-apikey", "c:d"), "/headers/x-apikey", "more than once");
    }

    private void header(String name, String header, String value, String message) {
        String where = "/headers/" + header.toLowerCase(Locale.ROOT);
        add(name, "data-load", LOAD.withHeader(header, value), where, message);
    }

    private void contentTypes() {
        header("text/json on bulk", "Content-Type", "text/json", "bulk");
        header("another charset", "Content-Type", "application/json; charset=utf-16", "UTF-8");
        String where = "/headers/content-type";
        add("no type", "data-load", LOAD.withHeader("Content-Type"), where, "no value");
        String json = "application/json";
        add("two types", "data-load", LOAD.withHeader("Content-Type", json, json), where, "more than once");
        for (String operation : List.of("data-delete", "segment-load", "segment-remove")) {
            Request textJson = Samples.of(operation).withHeader("Content-Type", "text/json");
            add("text/json", operation, textJson, where, "bulk");
        }
    }

    private void queries() {
        for (String operation : List.of("data-load", "data-delete", "segment-load", "segment-remove")) {
            Request sample = Samples.of(operation);
            query("no keyFields", operation, sample.withQuery("fields=A"), "/query");
            query("lower-case keyfields", operation, sample.withQuery("keyfields=A&fields=A"), "/query");
            query("errorHandling", operation, sample.andQuery("errorHandling=continue"), "/query");
            query("no columns", operation, sample.withQuery("keyFields=MAIL&fields=,"), "/query/fields");
            query("an empty column", operation, sample.withQuery("keyFields=A&fields=A,,B"), "/query/fields");
            query("a blank in front", operation, sample.withQuery("keyFields=A&fields=A,%20B"), "/query/fields");
            query("another mode", operation, sample.withQuery("keyFields=A&fields=A&mode=sync"), "/query/mode");
        }
        for (String operation : List.of("data-delete", "segment-load", "segment-remove")) {
            Request sample = Samples.of(operation);
            query("an import option", operation, sample.andQuery("data_import_option=OnlyInsert"), "/query");
            query("a new segment", operation, sample.andQuery("create_segment_name=X"), "/query");
            query("a new segment's name", operation, sample.andQuery("create_segment_api_name=X"), "/query");
        }
        query("deduplication", "data-delete", Samples.of("data-delete").andQuery("deduplication=Last"), "/query");
        String good = "keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,MAIL,SCORE,VIP&";
        query("a wrong choice", "data-load", LOAD.withQuery(good + "deduplication=Last"), "/query/deduplication");
        query("an upsert", "data-load", LOAD.withQuery(good + "data_import_option=Upsert"), "/query");
        query("a bad name", "data-load", LOAD.withQuery(good + "create_segment_api_name=A-B"), "/query");
        query("a broken escape", "data-load", LOAD.withQuery(good + "create_segment_name=%2"), "/query");
        query("a raw blank", "data-load", LOAD.withQuery(good + "create_segment_name=a b"), "/query");
        query("Latin-1", "data-load", LOAD.withQuery(good + "create_segment_name=%FC"), "/query");
        query("no keyfields", "record-save", Samples.of("record-save").withQuery(null), "/query");
        query("camelCase", "record-save", Samples.of("record-save").withQuery("keyFields=CUSTOMER_ID"), "/query");
        query("a negative skip", "lists", Samples.of("lists").withQuery("skip=-1"), "/query/skip");
        query("taking none", "lists", Samples.of("lists").withQuery("take=0"), "/query/take");
        query("the type's casing", "lists", Samples.of("lists").withQuery("filter=DataSelectionList"), "/query");
        query(
                "perhaps",
                "custom-event-delete",
                Samples.of("custom-event-delete").withQuery("dropTable=1"),
                "/query");
    }

    private void bulkShapes() {
        for (String operation : List.of("data-load", "data-delete", "segment-load", "segment-remove")) {
            body("an object with fields and data", operation, "{\"fields\":[\"A\"],\"data\":[[1]]}", "/body");
            body("no rows", operation, "[]", "/body");
            body("a row without cells", operation, "[[]]", "/body/0");
            body("rows as objects", operation, "[{\"MAIL\":\"a@example.com\"}]", "/body/0");
            body("a cell as a list", operation, "[[[1]]]", "/body/0/0");
        }
        byte[] latin1 = "[[\"M\u00fcller\",1]]".getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = "[[1,2]]".getBytes(StandardCharsets.UTF_16LE);
        add("Latin-1 bytes", "data-load", PLAIN_LOAD.withBytes(latin1), "", "JSON body");
        add("UTF-16 bytes", "data-load", PLAIN_LOAD.withBytes(utf16), "", "JSON body");
        add("two documents", "data-load", PLAIN_LOAD.withBody("[[1,2]] [[3,4]]"), "", "JSON body");
    }

    private void tables() {
        table("a row too short", PLAIN_LOAD.withBody("[[1,2],[3]]"), "/body/1", "1 cells for 2");
        table("a row too long", PLAIN_LOAD.withBody("[[1,2,3]]"), "/body/0", "3 cells for 2");
        table("a row unlike the header", HEADED_LOAD.withBody("[[\"A\",\"B\"],[1]]"), "/body/1", "1 cells for 2");
        table("a header beside fields", PLAIN_LOAD.withBody("[[\"A\",\"B\"],[1,2]]"), "/body/0", "as data");
        table("no header", HEADED_LOAD.withBody("[[1,2],[3,4]]"), "/body/0", "must name");
        table("a blank in the header", HEADED_LOAD.withBody("[[\"A\",\" \"],[1,2]]"), "/body/0", "must name");
        table("nothing but a header", HEADED_LOAD.withBody("[[\"A\",\"B\"]]"), "/body", "no data");
        table("a key not loaded", PLAIN_LOAD.withQuery("keyFields=C&fields=A"), "/query/keyFields", "among");
        table("a key in other letters", PLAIN_LOAD.withQuery("keyFields=a&fields=A"), "/query/keyFields", "among");
        table("a key not in the header", HEADED_LOAD.withBody("[[\"B\"],[1]]"), "/query/keyFields", "among");
        table("a key twice", PLAIN_LOAD.withQuery("keyFields=A,A&fields=A,B"), "/query/keyFields", "twice");
        table("a column twice", PLAIN_LOAD.withQuery("keyFields=A&fields=A,B,b"), "/query/fields", "twice");
        table("a header twice", HEADED_LOAD.withBody("[[\"A\",\"a\"],[1,2]]"), "/body/0", "twice");
        table("2,501 rows", PLAIN_LOAD.withBody("[[1,2]" + ",[1,2]".repeat(2_500) + "]"), "/body", "2500 rows");
        String headed = "[[\"A\"]" + ",[1]".repeat(2_501) + "]";
        table("2,501 rows below a header", HEADED_LOAD.withBody(headed), "/body", "2500 rows");
        String large = "[[1,\"" + "x".repeat(5_000_000 - 7) + "\"]]";
        table("5,000,001 bytes", PLAIN_LOAD.withBody(large), "/body", "5000000 bytes");
        for (String operation : List.of("data-delete", "segment-load", "segment-remove")) {
            Request sample =
                    Samples.of(operation).withQuery("keyFields=A&fields=A").withBody("[[1,2]]");
            add("a row too long", operation, sample, "/body/0", "2 cells for 1");
        }
    }

    private void savedRecords() {
        Request save = Samples.of("record-save");
        add("key missing", "record-save", save.withQuery("keyfields=ID"), "/query/keyfields", "in the record");
        add("key twice", "record-save", save.withQuery("keyfields=MAIL,MASTER.MAIL"), "/query/keyfields", "twice");
        body("a field by two names", "record-save", "{\"CUSTOMER_ID\":1,\"M\":1,\"Master.m\":2}", "/body");
        body("a field written twice", "record-save", "{\"CUSTOMER_ID\":1,\"CUSTOMER_ID\":2}", "");
        body("no fields", "record-save", "{}", "/body");
        body("two scopes", "record-save", "{\"CUSTOMER_ID\":1,\"a.b.c\":1}", "/body");
        body("nested", "record-save", "{\"CUSTOMER_ID\":{\"x\":1}}", "/body/CUSTOMER_ID");
    }

    private void searches() {
        for (String operation : List.of("data-search", "segment-search")) {
            body("no fields", operation, "{\"filters\":[]}", "/body");
            body("no field", operation, "{\"fields\":[]}", "/body/fields");
            body("a bare field", operation, "{\"fields\":[\"MAIL\"]}", "/body/fields/0");
            body("an unknown scope", operation, "{\"fields\":[\"USERS.MAIL\"]}", "/body/fields/0");
            body("the numeric id", operation, "{\"fields\":[\"SYSTEM.ID\"]}", "/body/fields/0");
            filter("an unknown scope", operation, "\"field_name\":\"X.A\",\"operator\":\"IsNull\"", "/field_name");
            filter(
                    "an unknown operator",
                    operation,
                    "\"field_name\":\"MASTER.A\",\"operator\":\"Equals\"",
                    "/operator");
            filter("no operator", operation, "\"field_name\":\"MASTER.A\",\"field_value\":1", "");
            filter("no field", operation, "\"operator\":\"IsNull\"", "");
            filter("nothing to compare", operation, "\"field_name\":\"MASTER.A\",\"operator\":\"Like\"", "");
            order("a bare field", operation, "\"order_by\":\"MAIL\"", "/order_by");
            order("an unknown scope", operation, "\"order_by\":\"X.MAIL\"", "/order_by");
            order("a direction in words", operation, "\"order_by_direction\":\"down\"", "/order_by_direction");
            order("a negative skip", operation, "\"skip\":-1", "/skip");
            order("none", operation, "\"take\":0", "/take");
        }
    }

    private void filter(String name, String operation, String filter, String where) {
        String json = "{\"fields\":[\"MASTER.A\"],\"filters\":[{" + filter + "}]}";
        body("filter: " + name, operation, json, "/body/filters/0" + where);
    }

    private void order(String name, String operation, String more, String where) {
        body("order: " + name, operation, "{\"fields\":[\"MASTER.A\"]," + more + "}", "/body" + where);
    }

    private void metadata() {
        body("no api_name", "list-create", "{\"name\":\"A\",\"type\":\"Datalist\"}", "/body");
        body("no name", "list-create", "{\"api_name\":\"A\",\"type\":\"Datalist\"}", "/body");
        body("no type", "list-create", "{\"api_name\":\"A\",\"name\":\"A\"}", "/body");
        list("an unknown type", "\"type\":\"Unknown\"", "/type");
        list(
                "segments of data",
                "\"type\":\"Datalist\",\"enforce_segment_selection\":true",
                "/enforce_segment_selection");
        list("codes of data", "\"type\":\"Datalist\",\"optionlist_codetype\":\"Text\"", "/optionlist_codetype");
        list("other codes", "\"type\":\"Optionlist\",\"optionlist_codetype\":\"Int\"", "/optionlist_codetype");
        body("a bad api_name", "list-create", "{\"api_name\":\"A B\",\"name\":\"A\",\"type\":\"Datalist\"}", "/body");
        body("a blank name", "list-create", "{\"api_name\":\"A\",\"name\":\" \",\"type\":\"Datalist\"}", "/body/name");
        body("none", "fields-add", "{}", "/body");
        body("no fields", "fields-add", "{\"fields\":[]}", "/body/fields");
        field("no type", "\"name\":\"A\"", "");
        field("no name", "\"data_type\":\"Text\"", "");
        field("a type of the database", "\"name\":\"A\",\"data_type\":\"nvarchar\"", "/data_type");
        field("no length", "\"name\":\"A\",\"data_type\":\"Text\",\"length\":0", "/length");
        field("other content", "\"name\":\"A\",\"data_type\":\"Text\",\"content\":\"Many\"", "/content");
        body("nothing", "field-update", "{}", "/body");
        body("a new type", "field-update", "{\"data_type\":\"Text\"}", "/body");
        body("no list", "business-key", "{}", "/body");
        body("two lists", "business-key", "{\"fields\":[\"A\"],\"keys\":[\"B\"]}", "/body");
        body("no field", "business-key", "{\"fields\":[]}", "/body/fields");
        body("four fields", "business-key", "{\"fields\":[\"A\",\"B\",\"C\",\"D\"]}", "/body/fields");
        body("a field twice", "business-key", "{\"fields\":[\"A\",\"A\"]}", "/body/fields");
        body("no api_name", "segment-create", "{\"name\":\"A\"}", "/body");
        body("no name", "segment-create", "{\"api_name\":\"A\"}", "/body");
        body("a bad api_name", "segment-create", "{\"api_name\":\"A-B\",\"name\":\"A\"}", "/body/api_name");
        body("tags as one", "segment-create", "{\"api_name\":\"A\",\"name\":\"A\",\"tags\":\"a,b\"}", "/body/tags");
        body("no name", "custom-event-create", "{\"description\":\"A\"}", "/body");
    }

    private void list(String name, String more, String where) {
        body(name, "list-create", "{\"api_name\":\"A\",\"name\":\"A\"," + more + "}", "/body" + where);
    }

    private void field(String name, String field, String where) {
        body(name, "fields-add", "{\"fields\":[{" + field + "}]}", "/body/fields/0" + where);
    }

    private void journeys() {
        body("the caller's user id", "journey-trigger", "{\"user_id\":\"u-1001\"}", "/body/user_id");
        body("a negative id", "journey-trigger", "{\"user_id\":-1}", "/body/user_id");
        body("half an id", "journey-trigger", "{\"user_id\":1.5}", "/body/user_id");
        body("an id of 65 bits", "journey-trigger", "{\"user_id\":9223372036854775808}", "/body/user_id");
        body("a number", "journey-trigger", "{\"parameter_values\":{\"A\":1}}", "/body/parameter_values/A");
        body("none", "transactional-send", "{}", "/body");
        body("no items", "transactional-send", "{\"items\":[]}", "/body/items");
        item("email", "\"recipient\":\"a\",\"language\":\"EN\",\"email\":\"a\"", "");
        item("no recipient", "\"language\":\"EN\"", "");
        item("no language", "\"recipient\":\"a\"", "");
        item("no field", "\"recipient\":\"a\",\"language\":\"EN\",\"lookup\":{\"scope\":\"MASTER\"}", "/lookup");
        item("no scope", "\"recipient\":\"a\",\"language\":\"EN\",\"lookup\":{\"field\":\"A\"}", "/lookup");
        item(
                "no content",
                "\"recipient\":\"a\",\"language\":\"EN\",\"dtsdata\":[{\"data_selection\":\"A\"}]",
                "/dtsdata");
        item("no selection", "\"recipient\":\"a\",\"language\":\"EN\",\"dtsdata\":[{\"content\":[]}]", "/dtsdata");
        body("no ids", "transactional-statuses", "[]", "/body");
        body("a number", "transactional-statuses", "[\"4711\"]", "/body/0");
    }

    private void item(String name, String item, String where) {
        body(name, "transactional-send", "{\"items\":[{" + item + "}]}", "/body/items/0" + where);
    }

    private void path(String name, String operation, Request request, String message) {
        add(name, operation, request, "/path", message);
    }

    private void query(String name, String operation, Request request, String where) {
        add(name, operation, request, where, "");
    }

    private void table(String name, Request request, String where, String message) {
        add(name, "data-load", request, where, message);
    }

    private void body(String name, String operation, String json, String where) {
        add(name, operation, Samples.of(operation).withJson(json), where, "");
    }

    private void add(String name, String operation, Request request, String where, String message) {
        cases.add(new InvalidCase(name, operation, request, where, message));
    }
}
