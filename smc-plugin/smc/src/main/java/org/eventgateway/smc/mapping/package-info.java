/**
 * From an event to the cells of a row.
 *
 * <p>Decisions: one streaming pass over the payload finds all mapped values by a trie of paths, and their bytes go to the row as
 * they are, since a JSON string of the payload is a JSON string of the row; only values that must be converted, cut or repaired
 * are decoded. Lengths are counted in UTF-16 units, as SQL Server counts nvarchar and Java counts a String. JSON
 * text is never cut, because half an object is no JSON. Expressions (JSONata) are a slower second way for what paths cannot
 * say; they see the event as a tree and are bounded in time and depth.
 */
package org.eventgateway.smc.mapping;
