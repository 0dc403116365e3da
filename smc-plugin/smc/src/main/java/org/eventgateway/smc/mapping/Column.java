package org.eventgateway.smc.mapping;

/**
 * One column to fill.
 *
 * @param name the field of the list, in any case
 * @param optional whether it may be missing in the list, and whether a value that does not fit it becomes null
 * @param source where its value comes from
 */
record Column(String name, boolean optional, ColumnSource source) {}
