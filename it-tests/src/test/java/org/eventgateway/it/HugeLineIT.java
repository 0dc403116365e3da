package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Export files with a line in their middle that is many times larger than the heap of the gateway. */
@Tag(ServerUnderTest.NAMED)
class HugeLineIT {
    private static final String HEAP = "-Xmx256m";
    private static final long CSV_LINE = 2L << 30;
    /** The way through JSON is another, and twice the heap shows as much. */
    private static final long JSON_LINE = 512L << 20;

    private static final int GOOD = 50;
    /** Behind the good ones, and in CSV behind the headline. */
    private static final int HUGE_IN_CSV = GOOD + 2;

    private static final int HUGE_IN_JSON = GOOD + 1;

    @Test
    void aLineOfTwoGigabytesCostsNeitherMemoryNorAGoodRow() throws IOException {
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("it.work")), "huge-exports");
        try (StrictTrackingApi out = new StrictTrackingApi();
                ServerProcess server = Liberty.gateway("huge-line")
                        .jvmOption(HEAP)
                        .setting("destinations", "out")
                        .setting("sources", "smc")
                        .setting("destination.out.plugin", "tracking-api")
                        .setting("destination.out.url", out.url())
                        .setting("destination.out.write-key", StrictTrackingApi.WRITE_KEY)
                        .setting("destination.out.allow-insecure-url", "true")
                        .setting("source.smc.organization", "Acme Shop")
                        .setting("source.smc.folder", folder.toString())
                        .setting("source.smc.quiet-period", "200ms")
                        .setting("source.smc.poll-interval", "200ms")
                        .start()) {
            write(
                    folder.resolve("huge.csv"),
                    "EVENT;USER_ID;MAIL;EMAIL_ID;EMAIL_SUBJECT;CAMPAIGN_ID;CAMPAIGN_NAME;TIMESTAMP\n",
                    HugeLineIT::csv,
                    CSV_LINE);
            write(folder.resolve("huge.jsonl"), "", HugeLineIT::json, JSON_LINE);

            Gateway gateway = new Gateway(server.url());
            for (String file : List.of("huge.csv", "huge.jsonl")) {
                await(file + " to be read")
                        .atMost(180, SECONDS)
                        .until(() -> Files.exists(folder.resolve("failed/" + file)));
            }
            assertReported(folder, "huge.csv", HUGE_IN_CSV);
            assertReported(folder, "huge.jsonl", HUGE_IN_JSON);
            await("the good rows").atMost(30, SECONDS).until(() -> out.count() == 4 * GOOD);
            assertThat(out.problems()).isEmpty();
            assertThat(out.events())
                    .extracting(event -> event.getJsonObject("properties").getString("email_id"))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 4 * GOOD)
                            .mapToObj(Integer::toString)
                            .toList());
            JsonObject ledger = gateway.connection("out").getJsonObject("ledger");
            assertThat(ledger.getInt("accepted")).isEqualTo(4 * GOOD);
            assertThat(ledger.getJsonObject("refused").getInt("record_too_long"))
                    .isEqualTo(2);
            assertThat(server.log()).doesNotContain("OutOfMemoryError");
        } finally {
            delete(folder);
        }
    }

    private static void assertReported(Path folder, String file, int line) throws IOException {
        assertThat(Files.readAllLines(folder.resolve("failed/" + file + ".report")))
                .hasSize(2)
                .last()
                .asString()
                .startsWith(line + "\trecord_too_long\tLine " + line + ": The record has more than");
    }

    private static String csv(int number) {
        return "viewed;user-" + number + ";u" + number + "@example.org;" + number
                + ";Sale;12;Autumn;2026-10-20T00:00:00Z\n";
    }

    private static String json(int number) {
        return "{\"event\":\"viewed\",\"user_id\":\"user-" + number + "\",\"email\":\"u" + number
                + "@example.org\",\"email_id\":\"" + (2 * GOOD + number)
                + "\",\"email_subject\":\"Sale\",\"campaign_id\":\"12\",\"campaign_name\":\"Autumn\","
                + "\"timestamp\":\"2026-10-20T00:00:00Z\"}\n";
    }

    /** Writes good rows, the first half of another, many letters, its second half, and good rows. */
    private static void write(Path file, String head, IntFunction<String> row, long letters) throws IOException {
        Path draft = file.resolveSibling("." + file.getFileName());
        byte[] some = new byte[1 << 20];
        Arrays.fill(some, (byte) 'x');
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
            out.write(head.getBytes(StandardCharsets.UTF_8));
            write(out, row, 0);
            String huge = row.apply(0);
            int middle = huge.indexOf("Sale");
            out.write(huge.substring(0, middle).getBytes(StandardCharsets.UTF_8));
            for (long written = 0; written < letters; written += some.length) {
                out.write(some);
            }
            out.write(huge.substring(middle).getBytes(StandardCharsets.UTF_8));
            write(out, row, GOOD);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(OutputStream out, IntFunction<String> row, int from) throws IOException {
        for (int i = from; i < from + GOOD; i++) {
            out.write(row.apply(i).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Gigabytes are not left lying about. */
    private static void delete(Path folder) throws IOException {
        for (String part : List.of("", "done", "failed")) {
            for (String file : List.of("huge.csv", "huge.jsonl")) {
                Files.deleteIfExists(folder.resolve(part).resolve(file));
                Files.deleteIfExists(folder.resolve("." + file));
            }
        }
    }
}
