package org.eventgateway.sandbox.load;

import java.util.List;
import java.util.Map;
import org.eventgateway.sandbox.api.Call;
import org.eventgateway.sandbox.api.Endpoint;
import org.eventgateway.sandbox.api.Operation;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.segment.Segment;
import org.eventgateway.sandbox.segment.SegmentEndpoints;
import org.eventgateway.sandbox.table.Table;

/**
 * Answers loading members into and removing them from a static segment. The caller holds the bulk slot of the segment's
 * list. A key without a contact counts as not found, a member added twice as a duplicate; neither is a failure.
 */
public final class MemberEndpoints {
    private MemberEndpoints() {}

    public static Map<Operation, Endpoint> all() {
        return Map.of(
                Operation.SEGMENT_DATA_LOAD, MemberEndpoints::load,
                Operation.SEGMENT_DATA_DELETE, MemberEndpoints::remove);
    }

    private static SandboxReply load(Call call) {
        Segment segment = SegmentEndpoints.loadable(call);
        Batch batch = batch(call);
        for (Batch.Entry entry : batch.entries()) {
            List<Long> contacts = contacts(call, batch, entry);
            contacts.forEach(contact -> {
                if (segment.add(contact)) {
                    batch.report().insert();
                } else {
                    batch.report().duplicate();
                }
            });
            if (contacts.isEmpty()) {
                batch.report().missing();
            }
        }
        return SandboxReply.json(200, batch.report().ofLoad(call.settings().recordIndexBase()));
    }

    private static SandboxReply remove(Call call) {
        Segment segment = SegmentEndpoints.loadable(call);
        Batch batch = batch(call);
        for (Batch.Entry entry : batch.entries()) {
            List<Long> removed = contacts(call, batch, entry).stream()
                    .filter(segment::remove)
                    .toList();
            removed.forEach(contact -> batch.report().delete());
            if (removed.isEmpty()) {
                batch.report().missing();
            }
        }
        return SandboxReply.json(200, batch.report().ofDelete(call.settings().recordIndexBase()));
    }

    private static Batch batch(Call call) {
        Table table = call.list().table();
        Batch batch = Batch.of(table, LoadQuery.of(call.query()), call.request().body());
        IndexGuard.check(call.settings(), table, batch);
        return batch;
    }

    private static List<Long> contacts(Call call, Batch batch, Batch.Entry entry) {
        return call.list().table().matches(batch.columns().keys(), entry.row());
    }
}
