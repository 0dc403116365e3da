package org.eventgateway.smc.source.record;

/**
 * Where reading can go on.
 *
 * @param offset bytes before it
 * @param line the line that begins or goes on there
 * @param record records before it
 * @param inArray whether it lies inside a JSON array
 */
public record ResumePoint(long offset, long line, long record, boolean inArray) {}
