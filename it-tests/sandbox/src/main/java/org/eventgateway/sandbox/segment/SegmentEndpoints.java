package org.eventgateway.sandbox.segment;

import jakarta.json.JsonArrayBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.sandbox.api.Call;
import org.eventgateway.sandbox.api.Endpoint;
import org.eventgateway.sandbox.api.Operation;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.json.JsonFields;
import org.eventgateway.sandbox.json.JsonText;

/** Answers the operations on segments as such, and emptying one; members are loaded and removed in {@code load}. */
public final class SegmentEndpoints {
    private SegmentEndpoints() {}

    public static Map<Operation, Endpoint> all() {
        return Map.of(
                Operation.SEGMENTS, SegmentEndpoints::overview,
                Operation.SEGMENT_CREATE, SegmentEndpoints::create,
                Operation.SEGMENT_DETAILS, SegmentEndpoints::details,
                Operation.SEGMENT_DELETE, SegmentEndpoints::delete,
                Operation.SEGMENT_DATA_CLEAR, SegmentEndpoints::clear);
    }

    private static SandboxReply overview(Call call) {
        Optional<SegmentType> filter = call.query()
                .text("filter")
                .map(label -> SegmentType.labelled(label)
                        .orElseThrow(() -> Replies.invalid("filter is not a known type of segment")));
        String search = call.query().text("search").orElse("").toLowerCase(Locale.ROOT);
        List<Segment> found = call.list().segments().all().stream()
                .filter(segment -> filter.isEmpty() || filter.get() == segment.type())
                .filter(segment -> (segment.name() + "\n" + segment.description())
                        .toLowerCase(Locale.ROOT)
                        .contains(search))
                .toList();
        JsonArrayBuilder items = JsonText.array();
        call.query()
                .page(found)
                .forEach(segment -> items.add(JsonText.object()
                        .add("segment_type", segment.type().label())
                        .add("api_name", segment.apiName())));
        return SandboxReply.json(
                200,
                JsonText.object()
                        .add("segments", items)
                        .add("segment_count", found.size())
                        .build());
    }

    private static SandboxReply create(Call call) {
        Segment segment = read(call.command(), SegmentType.STATIC);
        if (!call.list().segments().add(segment)) {
            throw Replies.invalid("segment " + segment.apiName() + " exists already");
        }
        return Replies.command(200, "segment " + segment.apiName() + " created");
    }

    /** Reads a segment from a create command or a seed; refuses with 400 what does not fit. */
    public static Segment read(JsonFields command, SegmentType type) {
        try {
            return new Segment(
                    type,
                    command.requiredText("api_name"),
                    command.requiredText("name"),
                    command.text("description").orElse(""));
        } catch (IllegalArgumentException e) {
            throw Replies.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static SandboxReply details(Call call) {
        Segment segment = call.segment();
        // the property is "type" here and "segment_type" in the overview
        return SandboxReply.json(
                200,
                JsonText.object()
                        .add("type", segment.type().label())
                        .add("api_name", segment.apiName())
                        .add("name", segment.name())
                        .add("description", segment.description())
                        .build());
    }

    private static SandboxReply delete(Call call) {
        String name = call.segment().apiName();
        call.list().segments().remove(name);
        return Replies.command(200, "segment " + name + " deleted");
    }

    private static SandboxReply clear(Call call) {
        Segment segment = loadable(call);
        segment.clear();
        return Replies.command(200, "segment " + segment.apiName() + " emptied");
    }

    /** Returns the addressed segment if its members can be changed; only those of static ones can. */
    public static Segment loadable(Call call) {
        Segment segment = call.segment();
        if (segment.type() != SegmentType.STATIC) {
            throw Replies.invalid("segment " + segment.apiName() + " is not static, so it cannot be loaded");
        }
        return segment;
    }
}
