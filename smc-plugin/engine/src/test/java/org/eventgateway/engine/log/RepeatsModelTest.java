package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever clocks, restarts and bounds do: what is on disk is known again, and memory stays within its bound. */
class RepeatsModelTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final int STEPS = 30;

    @Property(tries = 12)
    void whatIsOnDiskIsKnownAgain(@ForAll long seed) throws SQLException, IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Path file = Files.createTempFile("repeats", ".db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.setAutoCommit(false);
            Schema.prepare(connection);
            RepeatBounds bounds = bounds(random);
            Duration window = Duration.ofHours(random.nextInt(2, 12));
            Repeats repeats = Repeats.load(connection, window, bounds);
            Instant now = START;
            for (int step = 0; step < STEPS; step++) {
                now = later(now, random);
                if (random.nextInt(10) == 0) {
                    repeats = Repeats.load(connection, window, bounds);
                }
                repeats.begin(now);
                int count = random.nextInt(1, 4 * bounds.largestSet());
                for (int i = 0; i < count; i++) {
                    assertThat(RepeatsTest.isNew(repeats, random.nextLong(), random.nextLong() | 1))
                            .isTrue();
                }
                repeats.end();

                assertThat(repeats.filterBytes()).isLessThanOrEqualTo(bounds.filterBytes());
                for (long[] id : onDisk(connection)) {
                    assertThat(RepeatsTest.isNew(repeats, id[0], id[1])).isFalse();
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private static RepeatBounds bounds(SplittableRandom random) {
        int largest = (1 << random.nextInt(6, 10)) * 3 / 4;
        long group = FilterGroup.bytes(FingerprintFilter.blocksFor(largest));
        long bytes = random.nextInt(4) == 0 ? 1L << 30 : (long) (group * random.nextDouble(1, 6));
        return new RepeatBounds(largest, bytes, 1L << 40);
    }

    private static Instant later(Instant now, SplittableRandom random) {
        return switch (random.nextInt(20)) {
            case 0 -> now.plus(Duration.ofDays(random.nextInt(2, 9)));
            case 1 -> now.minus(Duration.ofHours(random.nextInt(1, 300)));
            default -> now.plus(Duration.ofMinutes(random.nextInt(90)));
        };
    }

    private static List<long[]> onDisk(Connection connection) throws SQLException {
        List<String> queries = new ArrayList<>(List.of("SELECT 0, prints FROM seen_young"));
        try (Statement statement = connection.createStatement()) {
            try (ResultSet hours = statement.executeQuery("SELECT hour FROM seen_hours")) {
                while (hours.next()) {
                    queries.add("SELECT id, data FROM seen_" + hours.getLong(1) + " WHERE NOT (" + SeenRun.filterRows()
                            + ")");
                }
            }
            List<long[]> ids = new ArrayList<>();
            for (String query : queries) {
                try (ResultSet rows = statement.executeQuery(query)) {
                    while (rows.next()) {
                        add(ids, ByteBuffer.wrap(rows.getBytes(2)));
                    }
                }
            }
            return ids;
        }
    }

    private static void add(List<long[]> ids, ByteBuffer prints) {
        while (prints.remaining() >= 2 * Long.BYTES) {
            long high = prints.getLong();
            long low = prints.getLong();
            if (low != 0) {
                ids.add(new long[] {high, low});
            }
        }
    }
}
