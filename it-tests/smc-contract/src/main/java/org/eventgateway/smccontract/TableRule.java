package org.eventgateway.smccontract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a bulk body, an array of rows. With {@code fields} in the query every row is data; without it the first
 * row names the columns (vendor Swagger, 2020). The caps per call are this product's own: the vendor cuts an upload
 * after 15 seconds and publishes no size.
 */
final class TableRule implements ContentRule {

    private static final int ROWS = 2_500;
    private static final long BYTES = 5_000_000;

    @Override
    public List<Finding> check(JsonNode document, long bodyBytes) {
        List<Finding> findings = new ArrayList<>();
        if (bodyBytes > BYTES) {
            findings.add(new Finding("/body", "more than " + BYTES + " bytes in one call"));
        }
        JsonNode body = document.path("body");
        Optional<List<String>> fields = names(document, "fields");
        if (fields.isEmpty() && !isHeader(body.path(0))) {
            findings.add(new Finding("/body/0", "without fields the first row must name the columns"));
            return findings;
        }
        boolean headerRow = fields.isEmpty();
        List<String> columns = fields.orElseGet(() -> cells(body.path(0)));
        checkColumns(columns, headerRow ? "/body/0" : "/query/fields/0", findings);
        checkKeys(names(document, "keyFields").orElse(List.of()), columns, findings);
        checkRows(body, headerRow, columns, findings);
        return findings;
    }

    private static void checkColumns(List<String> columns, String where, List<Finding> findings) {
        if (ColumnNames.repeated(columns)) {
            findings.add(new Finding(where, "a column is named twice"));
        }
    }

    private static void checkKeys(List<String> keys, List<String> columns, List<Finding> findings) {
        if (ColumnNames.repeated(keys)) {
            findings.add(new Finding("/query/keyFields/0", "a key field is named twice"));
        }
        if (!columns.containsAll(keys)) {
            findings.add(new Finding("/query/keyFields/0", "every key field must be among the columns"));
        }
    }

    private static void checkRows(JsonNode body, boolean headerRow, List<String> columns, List<Finding> findings) {
        int first = headerRow ? 1 : 0;
        int rows = body.size() - first;
        if (rows < 1) {
            findings.add(new Finding("/body", "only a header row, no data"));
        }
        if (rows > ROWS) {
            findings.add(new Finding("/body", "more than " + ROWS + " rows in one call"));
        }
        if (!headerRow && cells(body.path(0)).equals(columns)) {
            findings.add(new Finding("/body/0", "with fields in the query a header row would be loaded as data"));
        }
        for (int row = first; row < body.size(); row++) {
            int cells = body.path(row).size();
            if (cells != columns.size()) {
                findings.add(new Finding("/body/" + row, cells + " cells for " + columns.size() + " columns"));
            }
        }
    }

    private static Optional<List<String>> names(JsonNode document, String parameter) {
        JsonNode values = document.path("query").path(parameter);
        return values.isMissingNode()
                ? Optional.empty()
                : Optional.of(ColumnNames.split(values.path(0).asText()));
    }

    private static boolean isHeader(JsonNode row) {
        for (JsonNode cell : row) {
            if (!cell.isTextual() || cell.asText().isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> cells(JsonNode row) {
        List<String> cells = new ArrayList<>();
        row.forEach(cell -> cells.add(cell.asText()));
        return cells;
    }
}
