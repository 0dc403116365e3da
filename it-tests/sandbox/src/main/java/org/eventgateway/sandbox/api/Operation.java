package org.eventgateway.sandbox.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every operation of the API that the sandbox knows (vendor Swagger of 2020); each is one box on an account's Endpoints tab. */
public enum Operation {
    STATUS("GET", "status"),
    ORGANIZATION_DETAILS("GET", "organizations/{org}"),
    LISTS("GET", "organizations/{org}/lists"),
    LIST_CREATE("POST", "organizations/{org}/lists"),
    LIST_DETAILS("GET", "organizations/{org}/lists/{list}"),
    FIELDS("GET", "organizations/{org}/lists/{list}/fields"),
    FIELDS_CREATE("POST", "organizations/{org}/lists/{list}/fields"),
    BUSINESS_KEY("PUT", "organizations/{org}/lists/{list}/businesskey"),
    RECORDS_COUNT("GET", "organizations/{org}/lists/{list}/records"),
    RECORD_DELETE("DELETE", "organizations/{org}/lists/{list}/records/{record}"),
    DATA_SAVE("POST", "organizations/{org}/lists/{list}/data"),
    DATA_DELETE("DELETE", "organizations/{org}/lists/{list}/data"),
    DATA_LOAD("POST", "organizations/{org}/lists/{list}/data/load"),
    DATA_SEARCH("POST", "organizations/{org}/lists/{list}/data/search"),
    SEGMENTS("GET", "organizations/{org}/lists/{list}/segments"),
    SEGMENT_CREATE("POST", "organizations/{org}/lists/{list}/segments/static"),
    SEGMENT_DETAILS("GET", "organizations/{org}/lists/{list}/segments/{segment}"),
    SEGMENT_DELETE("DELETE", "organizations/{org}/lists/{list}/segments/{segment}"),
    SEGMENT_DATA_DELETE("DELETE", "organizations/{org}/lists/{list}/segments/{segment}/data"),
    SEGMENT_DATA_LOAD("POST", "organizations/{org}/lists/{list}/segments/{segment}/data/load"),
    SEGMENT_DATA_CLEAR("DELETE", "organizations/{org}/lists/{list}/segments/{segment}/data/clear"),
    SEGMENT_DATA_SEARCH("POST", "organizations/{org}/lists/{list}/segments/{segment}/data/search"),
    JOURNEYS("GET", "organizations/{org}/journeys"),
    CUSTOM_JOURNEY("GET", "organizations/{org}/journeys/custom/{journey}"),
    ENTRY_POINTS("GET", "organizations/{org}/journeys/custom/{journey}/entrypoints"),
    ENTRY_POINT("GET", "organizations/{org}/journeys/custom/{journey}/entrypoints/{entrypoint}"),
    ENTRY_POINT_TRIGGER("POST", "organizations/{org}/journeys/custom/{journey}/entrypoints/{entrypoint}/trigger"),
    TRANSACTIONAL_SEND("POST", "organizations/{org}/journeys/transactional/{journey}/send"),
    TRANSACTIONAL_STATUS("GET", "organizations/{org}/journeys/transactional/status/{message}"),
    TRANSACTIONAL_STATUSES("POST", "organizations/{org}/journeys/transactional/status"),
    CUSTOM_EVENTS("GET", "organizations/{org}/lists/{list}/customevents"),
    CUSTOM_EVENT_CREATE("POST", "organizations/{org}/lists/{list}/customevents"),
    CUSTOM_EVENT("GET", "organizations/{org}/lists/{list}/customevents/{event}"),
    CUSTOM_EVENT_UPDATE("PUT", "organizations/{org}/lists/{list}/customevents/{event}"),
    CUSTOM_EVENT_DELETE("DELETE", "organizations/{org}/lists/{list}/customevents/{event}"),
    CUSTOM_EVENT_TRIGGER("POST", "organizations/{org}/lists/{list}/customevents/{event}/trigger");

    private final String method;
    // made by List.of, which the declared type cannot say
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> template;

    Operation(String method, String template) {
        this.method = method;
        this.template = List.of(template.split("/", -1));
    }

    /** Finds an operation by the name under which seeds and the control API grant it, e.g. {@code data-load}. */
    public static Optional<Operation> named(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.rightName().equals(name))
                .findFirst();
    }

    /** The name of the right, in kebab-case. */
    public String rightName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String method() {
        return method;
    }

    /** Tells whether the operation's body may be nothing but {@code application/json} (vendor Swagger: data operations). */
    public boolean takesOnlyJson() {
        return template.contains("data") && !method.equals("GET") && this != SEGMENT_DATA_CLEAR;
    }

    /** Tells whether only one such operation may run on a list at a time (vendor change log: bulk concurrency). */
    public boolean isBulk() {
        return this == DATA_LOAD || this == DATA_DELETE || this == SEGMENT_DATA_LOAD || this == SEGMENT_DATA_DELETE;
    }

    /** Matches decoded segments against the template and returns the named ones; a named segment is never empty. */
    Optional<Map<String, String>> match(List<String> segments) {
        if (segments.size() != template.size()) {
            return Optional.empty();
        }
        Map<String, String> names = new TreeMap<>();
        for (int at = 0; at < segments.size(); at++) {
            String expected = template.get(at);
            String given = segments.get(at);
            if (expected.startsWith("{") && !given.isEmpty()) {
                names.put(expected.substring(1, expected.length() - 1), given);
            } else if (!expected.equals(given)) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }
}
