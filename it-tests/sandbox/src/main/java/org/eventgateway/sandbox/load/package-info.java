/**
 * Rows on their way in and out of lists and segments: bulk load, bulk delete, saving one record. The body of a bulk
 * operation is a bare array of arrays, read by streaming. Where the vendor's documents are silent: rows are counted from
 * 0 behind a header row; an invalid record is reported by its first bad cell; invalid rows are set aside before rows with
 * equal keys are compared; a row whose key matches several records changes all of them and counts each.
 */
package org.eventgateway.sandbox.load;
