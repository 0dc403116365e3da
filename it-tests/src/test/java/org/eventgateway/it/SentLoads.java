package org.eventgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What was sent to SMC, row by row, as the sandbox's journal shows it, and the rules about its order. */
final class SentLoads {
    private static final Pattern LOAD = Pattern.compile("/lists/([^/]+)(/segments/[^/]+)?/data(/load)?$");

    private final List<Load> loads = new ArrayList<>();

    /**
     * One load.
     *
     * @param sequence its place in the journal
     * @param place the list or the segment
     * @param rows what each row is: the message id, or the user and the place of his profile's event, or the user
     */
    private record Load(long sequence, String place, List<String> rows) {}

    SentLoads(List<JsonObject> journal) {
        for (JsonObject entry : journal) {
            Matcher path = LOAD.matcher(entry.getString("path"));
            if (path.find() && entry.getString("query").contains("fields=")) {
                String place = path.group(1) + (path.group(2) == null ? "" : path.group(2));
                loads.add(new Load(entry.getJsonNumber("sequence").longValueExact(), place, rows(entry)));
            }
        }
    }

    /** How many rows were sent to a list or to all segments of a list. */
    long rowsSent(String place) {
        return loads.stream()
                .filter(load -> load.place().startsWith(place))
                .mapToLong(load -> load.rows().size())
                .sum();
    }

    /** Each event came for the first time directly after the one before it of the same user. */
    void assertFirstArrivalsKeepTheOrderOfEachUser() {
        Map<String, Integer> last = new HashMap<>();
        for (String id : rows("segment_events").distinct().toList()) {
            Integer before = last.put(CrashLoad.userOf(id), CrashLoad.placeOf(id));
            assertThat(CrashLoad.placeOf(id))
                    .as("first arrival of " + id + " is the one after the last of its user")
                    .isEqualTo(before == null ? 0 : before + 1);
        }
    }

    /** The first arrivals of each user's profiles, by the event that made them. */
    void assertProfilesKeepTheOrderOfEachUser() {
        Map<String, Integer> last = new HashMap<>();
        Set<String> seen = new HashSet<>();
        rows(CrashLoad.USER_LIST).filter(seen::add).forEach(row -> {
            Integer before = last.put(CrashLoad.userOf(row), CrashLoad.placeOf(row));
            assertThat(CrashLoad.placeOf(row))
                    .as("first arrival of the profile " + row)
                    .isGreaterThan(before == null ? -1 : before);
        });
    }

    /** Whatever is sent again belongs to the batch in hand: fewer new events than a batch holds came since its first time. */
    void assertOnlyTheBatchInHandIsSentAgain(int batch) {
        Map<String, Integer> placeInFirstArrivals = new HashMap<>();
        for (String id : (Iterable<String>) rows("segment_events")::iterator) {
            Integer first = placeInFirstArrivals.putIfAbsent(id, placeInFirstArrivals.size());
            if (first != null) {
                assertThat(placeInFirstArrivals.size() - first)
                        .as("events since the first arrival of %s, which was sent again", id)
                        .isLessThanOrEqualTo(batch);
            }
        }
    }

    /** Between two kills nothing is sent twice to a list; answers how many events were sent again over all kills. */
    int assertEachKillRepeatsAtMostOneBatch(List<Long> kills, int batch) {
        int repeats = 0;
        for (String list : List.of("segment_events", CrashLoad.USER_LIST)) {
            Set<String> before = new HashSet<>();
            for (int life = 0; life <= kills.size(); life++) {
                long from = life == 0 ? 0 : kills.get(life - 1);
                long to = life == kills.size() ? Long.MAX_VALUE : kills.get(life);
                List<String> sent = loads.stream()
                        .filter(load -> load.place().equals(list) && load.sequence() > from && load.sequence() <= to)
                        .flatMap(load -> load.rows().stream())
                        .toList();
                assertThat(sent).as("rows of %s after kill %d", list, life).doesNotHaveDuplicates();
                List<String> again = sent.stream().filter(before::contains).toList();
                assertThat(again)
                        .as("rows of %s sent again after kill %d", list, life)
                        .hasSizeLessThanOrEqualTo(batch);
                before.addAll(sent);
                repeats += again.size();
            }
        }
        return repeats;
    }

    private Stream<String> rows(String list) {
        return loads.stream().filter(load -> load.place().equals(list)).flatMap(load -> load.rows().stream());
    }

    private static List<String> rows(JsonObject entry) {
        List<String> fields = fields(entry.getString("query"));
        int id = fields.indexOf("EVENT_ID");
        int user = fields.indexOf("CUSTOMER_ID");
        int place = fields.indexOf("LOGINS");
        List<String> rows = new ArrayList<>();
        try (var reader = Json.createReader(new StringReader(entry.getString("body")))) {
            for (JsonValue value : reader.readArray()) {
                JsonArray row = value.asJsonArray();
                rows.add(
                        id >= 0
                                ? row.getString(id)
                                : row.getString(user) + (place < 0 ? "" : "-" + number(row.get(place))));
            }
        }
        return rows;
    }

    private static long number(JsonValue value) {
        return value instanceof JsonNumber number
                ? number.longValueExact()
                : Long.parseLong(((JsonString) value).getString());
    }

    private static List<String> fields(String query) {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> parameter.startsWith("fields="))
                .map(parameter -> URLDecoder.decode(parameter.substring("fields=".length()), StandardCharsets.UTF_8))
                .flatMap(names -> Arrays.stream(names.split(",")))
                .toList();
    }
}
