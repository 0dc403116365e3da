package org.eventgateway.smc.source.record;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * How a CSV file is written.
 *
 * @param delimiter between fields
 * @param quote around fields; empty if there are no quotes
 * @param columns the names of the columns if the file has no header line; empty if its first line names them
 * @param charset of the text
 * @param mostBytes of one record
 */
public record CsvFormat(
        char delimiter, Optional<Character> quote, List<String> columns, Charset charset, int mostBytes) {
    public CsvFormat {
        columns = List.copyOf(columns);
    }

    /** The same in another charset, as a byte order mark asks for. */
    public CsvFormat with(Charset other) {
        return new CsvFormat(delimiter, quote, columns, other, mostBytes);
    }
}
