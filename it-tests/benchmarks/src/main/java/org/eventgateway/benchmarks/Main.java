package org.eventgateway.benchmarks;

import java.util.Arrays;
import org.eventgateway.benchmarks.endtoend.AtRest;
import org.eventgateway.benchmarks.endtoend.EndToEnd;
import org.eventgateway.benchmarks.endtoend.Outage;
import org.eventgateway.benchmarks.endtoend.Sink;
import org.eventgateway.benchmarks.micro.CpuProfiler;

/** Starts what the first argument names; see the package's text. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        String what = args.length == 0 ? "" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (what) {
            case "micro" -> org.openjdk.jmh.Main.main(withCpu(rest));
            case "end-to-end" -> EndToEnd.main(rest);
            case "outage" -> Outage.main(rest);
            case "at-rest" -> AtRest.main(rest);
            case "sink" -> Sink.main(rest);
            default -> {
                System.err.println(
                        "usage: java -jar benchmarks.jar micro [JMH options] | end-to-end [options] | outage [options] | at-rest [options]");
                System.exit(2);
            }
        }
    }

    private static String[] withCpu(String[] options) {
        String[] all = Arrays.copyOf(options, options.length + 2);
        all[options.length] = "-prof";
        all[options.length + 1] = CpuProfiler.class.getName();
        return all;
    }
}
