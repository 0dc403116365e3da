package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagePaddingTest {
    @TempDir
    private Path folder;

    @Test
    void paddedRowsTakeNoPageMoreAndFillTheirLast() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE plain(id INTEGER PRIMARY KEY, data BLOB, pad BLOB)");
            statement.execute("CREATE TABLE padded(id INTEGER PRIMARY KEY, data BLOB, pad BLOB)");
            PagePadding padding = PagePadding.of(connection);
            for (int bytes = 3_900; bytes < 9_000; bytes += 30) {
                int zeros = padding.of(RowSize.ofNumbered().blob(bytes));

                assertThat(pages(connection, "padded", bytes, zeros))
                        .as("pages of a row of %d bytes with %d zeros", bytes, zeros)
                        .isEqualTo(pages(connection, "plain", bytes, 0));
                // All of it is in the tree, where SQLite clears pages, or its last page is full.
                int types = (bytes < 8_186 ? 2 : 3) + (zeros > 57 ? 2 : 1);
                int payload = 2 + types + bytes + zeros;
                assertThat(payload <= 4_061 || (payload - 489) % 4_092 <= 3_572).isTrue();
            }
        }
    }

    @Test
    void aRowIsAsLongAsSqliteMakesIt() {
        assertThat(new RowSize()
                        .number(0)
                        .number(1)
                        .number(-1)
                        .number(127)
                        .number(128)
                        .bytes())
                .isEqualTo(1 + 5 + 1 + 1 + 2);
        assertThat(new RowSize()
                        .number(1L << 23)
                        .number(1L << 32)
                        .number(1L << 50)
                        .bytes())
                .isEqualTo(1 + 3 + 4 + 6 + 8);
        assertThat(new RowSize()
                        .text("ä")
                        .text(Optional.empty())
                        .blob(57)
                        .blob(58)
                        .bytes())
                .isEqualTo(1 + 1 + 2 + 1 + 1 + 57 + 2 + 58);
    }

    @Test
    void whatMayGrowIsFilledABitSooner() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.db"))) {
            PagePadding padding = PagePadding.of(connection);
            RowSize nearly = RowSize.ofNumbered().blob(489 + 3_500);

            assertThat(padding.of(nearly)).isZero();
            assertThat(padding.of(nearly, PagePadding.LATER_GROWTH)).isBetween(500, 592);
        }
    }

    private static long pages(Connection connection, String table, int bytes, int zeros) throws SQLException {
        long before = Database.pragma(connection, "page_count");
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + "(data, pad) VALUES (?, zeroblob(?))")) {
            insert.setBytes(1, new byte[bytes]);
            insert.setInt(2, zeros);
            insert.executeUpdate();
        }
        return Database.pragma(connection, "page_count") - before;
    }
}
