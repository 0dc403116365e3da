package org.eventgateway.smc.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.source.Source;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One golden file for each event of the catalogue page; both ways in must make it. */
class GoldenEventsTest {
    private static final Map<String, String> GOLDEN = golden();

    private final Source files = Sources.open("time-zone", "Europe/Brussels");
    private final Source receiver = Sources.open("shared-secret", "s3cret");

    @TestFactory
    Stream<DynamicTest> makesTheGoldenEventsOfAnExportFile() throws IOException {
        return tests(Sources.read(files, Sources.file("export.csv", Sources.resource("interactions.csv"))).events);
    }

    @TestFactory
    Stream<DynamicTest> makesTheGoldenEventsOfAWebComponentsRequest() throws IOException {
        String body = new String(Sources.resource("interactions.json"), StandardCharsets.UTF_8);
        return tests(Sources.read(receiver, Sources.request(body, "x-shared-secret", "s3cret")).events);
    }

    @Test
    void namesThemAsTheCataloguePage() throws IOException {
        assertThat(Sources.read(files, Sources.file("export.csv", Sources.resource("interactions.csv")))
                        .names())
                .containsExactlyElementsOf(GOLDEN.keySet());
    }

    private static Stream<DynamicTest> tests(List<Event> events) {
        assertThat(events).hasSize(GOLDEN.size());
        return events.stream()
                .map(event -> DynamicTest.dynamicTest(event.name().orElseThrow(), () -> {
                    String file = GOLDEN.get(event.name().orElseThrow());
                    assertThat(pretty(StandardCharsets.UTF_8
                                    .decode(event.payload())
                                    .toString()))
                            .isEqualTo(new String(Sources.resource("golden/" + file), StandardCharsets.UTF_8));
                }));
    }

    /** One member a line, so that a difference can be seen; the payloads hold no braces or commas before a quote in their texts. */
    static String pretty(String json) {
        return json.replace(",\"", ",\n\"").replace("{\"", "{\n\"") + "\n";
    }

    private static Map<String, String> golden() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("Email Delivered", "email-delivered.json");
        files.put("Email Opened", "email-opened.json");
        files.put("Email Link Clicked", "email-link-clicked.json");
        files.put("Email Marked as Spam", "email-marked-as-spam.json");
        files.put("Email Bounced", "email-bounced.json");
        files.put("Email Unsubscribed", "email-unsubscribed.json");
        return files;
    }
}
