/**
 * The real delivery and the real SMC destination against the sandbox, on one virtual clock, with faults drawn from a seed.
 *
 * <p>Decisions. Everything that could differ between two runs of a seed is driven by the simulation: time, jitter, arrivals, faults,
 * crashes. The typed client of SMC is replaced where MicroProfile lets it be replaced, by the builder of REST clients, so that no
 * production class has a seam for tests only. What SMC must hold in the end is computed by an {@link
 * org.eventgateway.simulation.Oracle} that shares no code with the destination. Most seeds run on a log in memory with the semantics of the
 * real one; every twentieth runs on the real one, which costs fifty times as much.
 */
package org.eventgateway.simulation;
