/**
 * Delivery: takes events out of the log in order, in batches, and hands them to one destination until each has a final outcome.
 *
 * <p>Decisions. The algorithm ({@link org.eventgateway.engine.delivery.Delivery}) is a state machine without threads, sleeping or
 * a clock of its own: a step does one thing and says when the next is due, so that a test can drive thousands of schedules, crash
 * between any two steps and stay deterministic. Threads and waiting stand in
 * {@link org.eventgateway.engine.delivery.DeliveryThreads} alone. There is no linger: with nothing under way a single event goes out
 * at once, and batches grow by themselves while a call is out. What waits for an operator while the rest goes on is described at
 * {@link org.eventgateway.engine.delivery.WaitingRoom}.
 */
package org.eventgateway.engine.delivery;
