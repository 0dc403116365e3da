/**
 * The whole path over loopback: a driver posts to the doors of the real WAR on Open Liberty, which delivers to a sink that answers as
 * SMC does. Driver, server and sink are three processes; the server has one core, the other two share another.
 *
 * <p>Decision: arrival times are compared across processes as {@link java.lang.System#nanoTime} gives them, which on Linux is one clock
 * for all processes. So latencies need no clock of the day, and no message carries a time.
 */
package org.eventgateway.benchmarks.endtoend;
