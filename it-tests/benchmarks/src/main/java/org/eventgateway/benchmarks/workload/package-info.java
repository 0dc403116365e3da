/**
 * The events that all benchmarks use: made, not recorded, and the same for the same seed.
 *
 * <p>Decision: every message id carries the event's number and a number for its person. So whoever receives a row can count what
 * arrived, what came twice and what overtook an earlier event of its person, without a list of what was sent.
 */
package org.eventgateway.benchmarks.workload;
