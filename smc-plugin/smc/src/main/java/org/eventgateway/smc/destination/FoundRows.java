package org.eventgateway.smc.destination;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eventgateway.smc.api.Search;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a search for a person's rows has found. Only what is surely another person's is passed over: an answer that cannot be
 * read must not look as if there were nothing. Immutable.
 */
final class FoundRows {
    private final Search.Result result;
    private final String key;
    private final String column;

    /**
     * An answer as it came.
     *
     * @param key the column that was asked for first, by which rows are deleted
     * @param column the one that takes the user id, which may be the same
     */
    FoundRows(Search.Result result, String key, String column) {
        this.result = result;
        this.key = key;
        this.column = column;
    }

    /** How many there are, whoever's they are. */
    int count() {
        List<List<@Nullable Object>> rows = result.data();
        return rows == null ? 0 : rows.size();
    }

    /** The keys of the rows of a person; empty if it cannot be told which are his. */
    Optional<List<String>> keysOf(String user) {
        List<List<@Nullable Object>> rows = result.data();
        int keyPlace = place(key, 0);
        int userPlace = isContact() ? keyPlace : place(column, 1);
        if (!"Succeeded".equals(result.code()) || rows == null || keyPlace < 0 || userPlace < 0) {
            return Optional.empty();
        }
        List<String> keys = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            Optional<String> owner = text(row, userPlace);
            if (owner.isEmpty()) {
                return Optional.empty();
            }
            // A contact has no other key than the business key, so whom SMC takes for the same person is the same
            // contact.
            if (isContact() || isSame(user, owner.get(), row.get(userPlace) instanceof Number)) {
                // A row without a key is none that the gateway has written.
                text(row, keyPlace).ifPresent(keys::add);
            }
        }
        return Optional.of(keys);
    }

    private boolean isContact() {
        return key.equalsIgnoreCase(column);
    }

    /** Where a column stands in the rows; below zero if it is not there. */
    private int place(String name, int asked) {
        List<String> fields = result.fields();
        if (fields == null || fields.isEmpty()) {
            return asked;
        }
        String wanted = name.toLowerCase(Locale.ROOT);
        for (int i = 0; i < fields.size(); i++) {
            String field = String.valueOf(fields.get(i)).toLowerCase(Locale.ROOT);
            if (field.equals(wanted) || field.endsWith("." + wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<String> text(List<@Nullable Object> row, int place) {
        Object cell = place < row.size() ? row.get(place) : null;
        if (cell instanceof BigDecimal number) {
            return Optional.of(number.toPlainString());
        }
        return cell instanceof String || cell instanceof Number ? Optional.of(cell.toString()) : Optional.empty();
    }

    private static boolean isSame(String user, String owner, boolean number) {
        if (!number) {
            return user.equals(owner);
        }
        try {
            return new BigDecimal(user.strip()).compareTo(new BigDecimal(owner)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
