package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Says with how many zeros a row is to end so that nothing old stays in its last page. SQLite takes pages that were freed as they are, and
 * does not overwrite what it needs not of the last page of a long row: there the bytes of somebody who was deleted since could stay for as
 * long as the row does. For most lengths SQLite itself fills the last page, and keeps the rest of the row in the tree, where it clears
 * pages; only where that rest would not fit there the last page has an end that nobody writes. Zeros up to this end take no further page.
 *
 * <p>Immutable. See "cell payload overflow pages" of SQLite's file format, whose names for these numbers are U, X and M.
 */
final class PagePadding {
    /** What a row may grow by afterwards, such as the name of who lets a dead letter be replayed. */
    static final int LATER_GROWTH = 128;

    private final int inPage;
    private final int mostInTree;
    private final int leastInTree;

    private PagePadding(int pageBytes) {
        this.inPage = pageBytes - 4;
        this.mostInTree = pageBytes - 35;
        this.leastInTree = (pageBytes - 12) * 32 / 255 - 23;
    }

    /** As the pages of a file are, which are larger in those of early versions. */
    static PagePadding of(Connection connection) throws SQLException {
        return new PagePadding((int) Database.pragma(connection, "page_size"));
    }

    /** How many zeros a row needs in a last column. */
    int of(RowSize row) {
        return of(row, 0);
    }

    /** How many zeros a row needs in a last column, also if it should grow by so many bytes later. */
    int of(RowSize row, int growth) {
        // With the type of that column.
        int bytes = row.bytes() + 1;
        if (bytes + growth <= mostInTree) {
            return 0;
        }
        int inLast = Math.floorMod(bytes - leastInTree, inPage);
        return inLast + growth <= mostInTree - leastInTree ? 0 : inPage - inLast;
    }
}
