package org.eventgateway.sandbox;

import java.util.List;
import org.eventgateway.sandbox.control.FaultJson;
import org.eventgateway.sandbox.control.JournalJson;
import org.eventgateway.sandbox.control.SettingsJson;
import org.eventgateway.sandbox.fault.Fault;
import org.eventgateway.sandbox.http.PathSegments;
import org.eventgateway.sandbox.http.Query;
import org.eventgateway.sandbox.http.RefusedRequest;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.http.SandboxRequest;
import org.eventgateway.sandbox.json.JsonFields;
import org.eventgateway.sandbox.json.JsonText;
import org.eventgateway.sandbox.seed.AccountJson;

/**
 * The sandbox's own API below {@code /sandbox/}, by which tests in other processes control it. It asks for no key, so its
 * shells must listen on the loopback interface only. Requests here are not written into the journal.
 */
public final class ControlApi {
    private static final int PAGE = 1000;

    private final Sandbox sandbox;

    public ControlApi(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Answers one control request; bad ones with 400, unknown ones with 404. */
    public SandboxReply handle(SandboxRequest request) {
        try {
            List<String> path = PathSegments.of(request.rawPath());
            String what =
                    request.method() + " " + String.join("/", path.subList(Math.min(1, path.size()), path.size()));
            return switch (what) {
                case "POST reset" -> reset();
                case "GET faults" -> faults();
                case "POST faults" -> addFault(request);
                case "DELETE faults" -> clearFaults();
                case "GET journal" -> journal(Query.parse(request.rawQuery()));
                case "DELETE journal" -> clearJournal();
                case "GET settings" -> settings();
                case "PUT settings" -> changeSettings(request);
                case "POST accounts" -> addAccount(request);
                default -> account(request, path);
            };
        } catch (RefusedRequest refused) {
            return refused.reply();
        } catch (IllegalArgumentException e) {
            return Replies.invalid(String.valueOf(e.getMessage())).reply();
        }
    }

    private SandboxReply reset() {
        sandbox.reset();
        return done();
    }

    private SandboxReply faults() {
        return SandboxReply.json(200, FaultJson.write(sandbox.faults().waiting()));
    }

    private SandboxReply addFault(SandboxRequest request) {
        Fault fault = FaultJson.read(body(request));
        sandbox.faults().add(fault);
        return done();
    }

    private SandboxReply clearFaults() {
        sandbox.faults().clear();
        return done();
    }

    private SandboxReply journal(Query query) {
        int after = query.count("after").orElse(0);
        int take = query.count("take").orElse(PAGE);
        return SandboxReply.json(
                200,
                JournalJson.write(
                        sandbox.journal().after(after, take), sandbox.journal().lastSequence()));
    }

    private SandboxReply clearJournal() {
        sandbox.journal().clear();
        return done();
    }

    private SandboxReply settings() {
        return SandboxReply.json(200, SettingsJson.write(sandbox.settings()));
    }

    private SandboxReply changeSettings(SandboxRequest request) {
        JsonFields json = body(request);
        SandboxSettings changed = SettingsJson.read(json, sandbox.settings());
        json.child("journal").ifPresent(limits -> sandbox.journal().limit(SettingsJson.journal(limits)));
        sandbox.change(changed);
        return settings();
    }

    private SandboxReply addAccount(SandboxRequest request) {
        sandbox.accounts().put(AccountJson.read(body(request)));
        return done();
    }

    private SandboxReply account(SandboxRequest request, List<String> path) {
        boolean removal = request.method().equals("DELETE")
                && path.size() == 3
                && path.get(1).equals("accounts");
        if (removal && sandbox.accounts().remove(path.get(2))) {
            return done();
        }
        return Replies.notFound("the control API has nothing here").reply();
    }

    private static JsonFields body(SandboxRequest request) {
        return JsonFields.parse(request.body(), Replies::invalid);
    }

    private static SandboxReply done() {
        return SandboxReply.json(200, JsonText.object().add("done", true).build());
    }
}
