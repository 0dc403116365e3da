/**
 * How fast the gateway is, and what its parts cost. In no normal build: build it with the profile {@code benchmarks}, from the root,
 * and run it from there.
 *
 * <pre>
 * mvn -Pbenchmarks -DskipTests package -pl it-tests/benchmarks,smc-plugin,liberty-config -am
 * java -jar it-tests/benchmarks/target/benchmarks.jar micro                  all parts; takes JMH's options
 * java -jar it-tests/benchmarks/target/benchmarks.jar end-to-end --door batch --n 200000
 * java -jar it-tests/benchmarks/target/benchmarks.jar outage --rate 2000 --seconds 3600 --budget 2GB
 * java -jar it-tests/benchmarks/target/benchmarks.jar at-rest --n 3 --seconds 120
 * </pre>
 *
 * <p><b>Figures of {@code micro}</b>, all against the CPU time of the whole JVM, since other programs on a machine lengthen the wall time
 * ({@code us/op}) and not that:
 * <ul>
 *   <li>{@code events} per core-second, {@code cpu.per-1000} in milliseconds, {@code volume} in MB (10^6 bytes of JSON) per core-second;
 *   <li>{@code ParsingBenchmark}: the body of a request with 100 events becomes events;
 *   <li>{@code MappingBenchmark}: the payload of an event becomes the bytes of its row, with the default columns (two of which hold JSON
 *       as text) and with 18 single values; at least 250,000 events per core-second are wanted;
 *   <li>{@code LogBenchmark}: events go to disk with their fsync, one alone, 100 in a request, eight such requests at once; and all the
 *       way through: stored, read, settled. Each with an empty and with a full window of message ids, against repeats.
 * </ul>
 *
 * <p><b>Figures of {@code end-to-end}</b>, one line of JSON for a run, after a warm-up of 100,000 events:
 * <ul>
 *   <li>{@code cpuMsPer1k}: CPU of the server for 1,000 delivered events, the figure to compare by; that of sink and driver stands apart;
 *   <li>{@code compilerCpuMsPer1k}: what of it the threads took that compile, which a server that has run for a while hardly needs;
 *   <li>{@code delivered}, {@code twice}, {@code inversions}: of the events that count; those that came again; those that came behind a
 *       later event of their person. The last two are to be 0;
 *   <li>{@code p50Ms}, {@code p99Ms}: from the moment an event was sent, or with {@code --rate} was due, until its row was at the sink.
 *       Without a rate that is mostly time in the backlog, so take it from paced runs;
 *   <li>{@code ackP50Ms}, {@code ackP99Ms}: from the same moment until the door acknowledged the event; {@code syncP50Ms}, {@code syncP99Ms}:
 *       what an fdatasync of a page took on the same disk meanwhile;
 *   <li>{@code eventsPerCommit}: delivered events by transactions of the store, those that settle them too;
 *   <li>{@code busyAtSink}: calls that came while another was running at the sink, to be 0 with one connection;
 *   <li>{@code peakRssMB}: the most memory the server had; {@code writtenPerEventByte}: written to disk for each byte of event;
 *   <li>{@code othersCores}: cores that other programs used meanwhile; above 0.3 doubt everything but CPU times;
 *       {@code stolenCores}: what the host of a virtual machine took away. It lengthens CPU times too. Hosts take more after a long load, such as
 *       the warm-up: {@code --rest 120} lets that pass.
 * </ul>
 *
 * <p><b>Figures of {@code outage}</b>: a line a minute with what a full collection leaves in the heap and what the data folder takes, while SMC
 * refuses everything; then one of JSON. The heap is to stay as it is from the first minutes on; {@code refused} (503) begins when the
 * budget is spent; {@code lost}, {@code twice}, {@code inversions}, {@code refusedWithoutRetryAfter} and {@code otherAnswers} are to be 0.
 *
 * <p><b>Figures of {@code at-rest}</b>, a line for the bare server, one for an empty application and one for the gateway, in turn: {@code startMs} until it is ready and
 * {@code startCpuMs} until then, {@code percentOfACore} over {@code --seconds} without an event, {@code heapMB} after a full collection.
 *
 * <p>{@code --door email} measures the other direction: SMC's email events, as its web components post them, to a Tracking API, which is
 * the same sink.
 *
 * <p>{@code --window 3000000} lets the server remember so many message ids before it starts, spread over the 30 hours of its window.
 *
 * <p>The server has a core to itself ({@code --server-cpu}), driver and sink share another ({@code --load-cpu}); an empty value leaves
 * them free. {@code --latency}, {@code --errors}, {@code --quota} and {@code --hold} make the sink slow, unreliable, strict or closed
 * until all events are accepted; {@code --traits 20} sends identify calls with random subsets of so many traits and writes profiles too,
 * for {@code postsPer1k}, SMC's calls for 1,000 events; {@code --jvm} gives the server's JVM one more option, such as a flight recording.
 *
 * <p>Decision: the SMC destination itself makes at most about 40 calls a second, as SMC's quota for a key demands. So with
 * {@code --out-batch 100} no more than 4,000 events a second leave, and that run is about CPU time, not about the rate.
 */
package org.eventgateway.benchmarks;
