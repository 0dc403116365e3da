/**
 * JSON of small bodies: commands, replies and the control API use JSON-P trees. Load bodies do not pass here; they are
 * read by streaming in the {@code load} package.
 */
package org.eventgateway.sandbox.json;
