package org.eventgateway.sandbox.load;

import java.util.Map;
import java.util.Optional;
import org.eventgateway.sandbox.api.Call;
import org.eventgateway.sandbox.api.Endpoint;
import org.eventgateway.sandbox.api.Operation;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.list.SmcList;
import org.eventgateway.sandbox.segment.Segment;
import org.eventgateway.sandbox.segment.SegmentType;
import org.eventgateway.sandbox.table.Table;
import org.eventgateway.sandbox.table.ValidationCode;

/** Answers bulk load and bulk delete of a list's rows. The caller holds the list's bulk slot. */
public final class LoadEndpoints {
    private LoadEndpoints() {}

    public static Map<Operation, Endpoint> all() {
        return Map.of(Operation.DATA_LOAD, LoadEndpoints::load, Operation.DATA_DELETE, LoadEndpoints::delete);
    }

    private static SandboxReply load(Call call) {
        SmcList list = call.list();
        LoadQuery query = LoadQuery.of(call.query());
        Optional<Segment> segment = query.segment().map(wanted -> newSegment(list, wanted));
        Batch batch = Batch.of(list.table(), query, call.request().body());
        IndexGuard.check(call.settings(), list.table(), batch);
        if (segment.isPresent() && !list.segments().add(segment.get())) {
            throw Replies.invalid("segment " + segment.get().apiName() + " exists already");
        }
        Upsert upsert = new Upsert(
                list.table(), batch.columns(), query.option(), call.settings().keepRows());
        for (Batch.Entry entry : batch.entries()) {
            Upsert.Effect effect = upsert.write(entry.row());
            count(batch.report(), entry, effect);
            if (effect.kind() == Upsert.Kind.INSERTED || effect.kind() == Upsert.Kind.UPDATED) {
                segment.ifPresent(target -> effect.rows().forEach(target::add));
            }
        }
        return SandboxReply.json(200, batch.report().ofLoad(call.settings().recordIndexBase()));
    }

    private static Segment newSegment(SmcList list, LoadQuery.NewSegment wanted) {
        if (!wanted.apiName().matches("[A-Za-z0-9_]+")) {
            throw Replies.invalid("create_segment_api_name holds letters, digits and underscores only");
        }
        if (list.segments().find(wanted.apiName()).isPresent()) {
            throw Replies.invalid("segment " + wanted.apiName() + " exists already");
        }
        return new Segment(SegmentType.STATIC, wanted.apiName(), wanted.name(), "");
    }

    private static void count(Report report, Batch.Entry entry, Upsert.Effect effect) {
        switch (effect.kind()) {
            case INSERTED -> report.insert();
            case UPDATED -> report.update(effect.rows().size());
            case EXISTS -> report.duplicate();
            case NOT_FOUND -> report.missing();
            case NOT_UNIQUE -> report.fail(bad(entry, "a record with this unique value exists already"));
            case INCOMPLETE -> report.fail(bad(entry, "a field that must have a value is not loaded"));
        }
    }

    private static InvalidRecord bad(Batch.Entry entry, String message) {
        return new InvalidRecord(entry.index(), Optional.empty(), ValidationCode.UNKNOWN, message);
    }

    private static SandboxReply delete(Call call) {
        SmcList list = call.list();
        Table table = list.table();
        Batch batch = Batch.of(table, LoadQuery.of(call.query()), call.request().body());
        IndexGuard.check(call.settings(), table, batch);
        for (Batch.Entry entry : batch.entries()) {
            boolean any = false;
            for (long row : table.matches(batch.columns().keys(), entry.row())) {
                if (table.delete(row)) {
                    list.segments().forget(row);
                    batch.report().delete();
                    any = true;
                }
            }
            if (!any) {
                batch.report().missing();
            }
        }
        return SandboxReply.json(200, batch.report().ofDelete(call.settings().recordIndexBase()));
    }
}
