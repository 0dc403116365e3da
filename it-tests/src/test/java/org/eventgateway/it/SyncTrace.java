package org.eventgateway.it;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code strace -f -y} wrote of a gateway, line by line, and checks that no event was answered before the log was flushed
 * behind it. What is written to the log between two flushes is one group. An event is safe when the first group that it is found in
 * was flushed to the end; strace shows the calls of all threads in the order in which they began and ended.
 */
final class SyncTrace {
    private static final String LOG = "-wal";
    private static final Pattern BEGINS = Pattern.compile("^(\\d+) +(\\w+)\\(\\d+<(.*?)>(.*)$", Pattern.DOTALL);
    private static final Pattern RESUMES = Pattern.compile("^(\\d+) +<\\.\\.\\. (\\w+) resumed>(.*)$", Pattern.DOTALL);
    private static final Pattern FAILED = Pattern.compile("\\) += -1 E");

    private final Pattern eventId;
    private final Map<String, Call> unfinished = new HashMap<>();
    private final Map<String, Set<String>> askedOn = new HashMap<>();
    private final Set<String> safe = new HashSet<>();
    private final Set<String> known = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private Set<String> written = new HashSet<>();
    private int answers;
    private int groups;
    private int largestGroup;

    /**
     * A call that has begun.
     *
     * @param name of the system call
     * @param file what its file descriptor stands for
     * @param group for a flush, the events that it makes safe
     */
    private record Call(String name, String file, @Nullable Set<String> group) {}

    /** @param eventId finds the message ids of the test in what is read and written */
    SyncTrace(Pattern eventId) {
        this.eventId = eventId;
    }

    static SyncTrace of(Stream<String> lines, Pattern eventId) {
        SyncTrace trace = new SyncTrace(eventId);
        lines.forEach(trace::line);
        return trace;
    }

    /** What was answered too early, in words. */
    List<String> violations() {
        return violations;
    }

    /** How many requests with an event in them were answered with success. */
    int answers() {
        return answers;
    }

    /** How many flushes made events safe. */
    int groups() {
        return groups;
    }

    /** The most events that became safe by one flush. */
    int largestGroup() {
        return largestGroup;
    }

    private void line(String line) {
        Matcher begins = BEGINS.matcher(line);
        if (begins.find()) {
            boolean ends = !line.endsWith("<unfinished ...>");
            Call call = begin(begins.group(2), begins.group(3), begins.group(4));
            if (ends) {
                end(call, begins.group(4));
            } else {
                unfinished.put(begins.group(1), call);
            }
            return;
        }
        Matcher resumes = RESUMES.matcher(line);
        if (resumes.find()) {
            Call call = unfinished.remove(resumes.group(1));
            if (call != null) {
                end(call, resumes.group(3));
            }
        }
    }

    private Call begin(String name, String file, String text) {
        boolean ofLog = file.endsWith(LOG);
        boolean flush = name.equals("fsync") || name.equals("fdatasync");
        if (ofLog && flush) {
            Call call = new Call(name, file, written);
            written = new HashSet<>();
            return call;
        }
        if (ofLog) {
            ids(text).filter(known::add).forEach(written::add);
        } else if (isSocket(file) && !isRead(name) && text.contains("HTTP/1.1 200")) {
            answer(file);
        }
        return new Call(name, file, null);
    }

    private void end(Call call, String text) {
        if (call.group() != null && !FAILED.matcher(text).find()) {
            safe.addAll(call.group());
            groups += call.group().isEmpty() ? 0 : 1;
            largestGroup = Math.max(largestGroup, call.group().size());
        } else if (isSocket(call.file()) && isRead(call.name())) {
            Set<String> asked = askedOn.computeIfAbsent(call.file(), any -> new HashSet<>());
            ids(text).forEach(asked::add);
        }
    }

    private void answer(String socket) {
        Set<String> asked = Objects.requireNonNullElse(askedOn.remove(socket), Set.<String>of());
        answers += asked.isEmpty() ? 0 : 1;
        for (String id : asked) {
            if (!safe.contains(id)) {
                violations.add(id + " was answered "
                        + (known.contains(id) ? "before the log was flushed behind it" : "before it was in the log"));
            }
        }
    }

    private Stream<String> ids(String text) {
        return eventId.matcher(text).results().map(MatchResult::group);
    }

    private static boolean isSocket(String file) {
        return file.startsWith("socket:") || file.startsWith("TCP");
    }

    private static boolean isRead(String call) {
        return call.startsWith("read") || call.startsWith("recv");
    }
}
