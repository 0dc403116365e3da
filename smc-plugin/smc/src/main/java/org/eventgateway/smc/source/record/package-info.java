/**
 * Records: cuts an input into records, in bounded memory, and names the place of each.
 *
 * <p>Decisions. <b>Framing by bytes:</b> where a record ends is found in the bytes, before anything is decoded; so a line that is too
 * long, has the wrong charset or a quote that is never closed costs that record and not the file, and the byte offset of a checkpoint is
 * exact. When a record of several lines turns out to be none, only its first line is given up and reading goes on with the second.
 * <b>CSV:</b> what stands inside a record is FastCSV's business ({@code de.siegmar:fastcsv}: no dependencies, RFC 4180, faster and better
 * kept than its peers, and it takes single records). <b>JSON:</b> Jackson's streaming parser, as everywhere.
 */
package org.eventgateway.smc.source.record;
