package org.eventgateway.smc.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.DestinationContext;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.SettingLookup;
import org.eventgateway.plugin.settings.SettingsBinder;
import org.eventgateway.sandbox.Sandbox;
import org.eventgateway.sandbox.journal.JournalEntry;
import org.eventgateway.smc.SandboxBench;
import org.eventgateway.smc.quota.Quotas;
import org.eventgateway.smc.settings.SmcSettings;

/** A destination before a sandbox, for one test. Closing it checks all requests against the contract. */
final class Rig implements AutoCloseable {
    static final Instant TIME = Instant.parse("2026-03-01T10:20:30.123Z");

    private final SandboxBench bench = SandboxBench.start();
    private final Quotas quotas = new Quotas();
    private final Clock clock;
    private final Destination destination;

    private Rig(Clock clock, Map<String, String> settings) {
        this.clock = clock;
        this.destination = open(bench, quotas, clock, settings);
    }

    /** Opens another connection with the same key. */
    Destination another() {
        return open(bench, quotas, clock, Map.of());
    }

    /** Opens a destination with settings beside those that reach the sandbox. */
    static Rig open(String... settings) {
        return open(Clock.systemUTC(), settings);
    }

    static Rig open(Clock clock, String... settings) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return new Rig(clock, map);
    }

    static Rig started(String... settings) {
        return started(Clock.systemUTC(), settings);
    }

    static Rig started(Clock clock, String... settings) {
        Rig rig = open(clock, settings);
        assertThat(rig.destination.start().missing()).isEmpty();
        return rig;
    }

    private static Destination open(SandboxBench bench, Quotas quotas, Clock clock, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "api-key", "sandbox-key",
                "api-secret", "sandbox-secret",
                "admin-url", bench.url().toString(),
                "organization", "ACME",
                "allowed-events", "*",
                "allow-insecure-url", "true"));
        all.putAll(more);
        SettingsBinder.Binding binding = new SettingsBinder(
                        key -> Optional.ofNullable(all.get(key)).map(value -> new SettingLookup.Found(value, "test")))
                .bind("", SmcSettings.SCHEMA);
        assertThat(binding.faults()).isEmpty();
        return new SmcDestinationFactory(quotas, new Random(1))
                .open(new DestinationContext("smc", binding.settings(), clock, SandboxBench::thread));
    }

    Destination destination() {
        return destination;
    }

    Sandbox sandbox() {
        return bench.sandbox();
    }

    List<JournalEntry> calls(String pathEnd) {
        return bench.calls(pathEnd);
    }

    List<Map<String, Object>> rows(String list) {
        return bench.sandbox().rows("ACME", list);
    }

    Shipment ship(Event... events) {
        return destination.prepare(batch(events));
    }

    static Batch batch(Event... events) {
        List<Batch.Item> items = new ArrayList<>();
        for (int i = 0; i < events.length; i++) {
            items.add(Batch.Item.of(i + 1, events[i]));
        }
        return new Batch(items);
    }

    DeliveryResult deliver(Event... events) {
        return ship(events).send();
    }

    /** The outcomes of a batch that is settled at once: D for delivered, L for later (with the effects that are done), or the code of a rejection, in order. */
    List<String> outcomes(Event... events) {
        return outcomes(deliver(events));
    }

    static List<String> outcomes(DeliveryResult result) {
        assertThat(result).isInstanceOf(DeliveryResult.Settled.class);
        Map<Long, Outcome> outcomes = ((DeliveryResult.Settled) result).outcomes();
        return outcomes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> word(entry.getValue()))
                .toList();
    }

    private static String word(Outcome outcome) {
        return outcome.accept(new Outcome.Visitor<>() {
            @Override
            public String delivered() {
                return "D";
            }

            @Override
            public String retryLater(org.eventgateway.plugin.Reason reason, Set<String> doneEffects) {
                return doneEffects.isEmpty() ? "L" : "L" + doneEffects;
            }

            @Override
            public String rejected(org.eventgateway.plugin.Reason reason, Set<String> doneEffects) {
                return reason.code() + doneEffects.stream().sorted().toList();
            }

            @Override
            public String waiting(org.eventgateway.plugin.Reason reason, Set<Scope> scopes, Set<String> doneEffects) {
                return "W " + reason.code() + doneEffects;
            }
        });
    }

    /** Why the only event of a batch waits, and that it waits for one list alone. */
    static org.eventgateway.plugin.Reason waitsFor(String list, DeliveryResult result) {
        assertThat(result).isInstanceOf(DeliveryResult.Settled.class);
        Outcome outcome = ((DeliveryResult.Settled) result).outcomes().get(1L);
        assertThat(outcome).isInstanceOf(Outcome.Waiting.class);
        Outcome.Waiting waiting = (Outcome.Waiting) outcome;
        assertThat(waiting.scopes()).containsExactly(ClosedLists.list(list));
        return waiting.reason();
    }

    static Event track(String id, String properties) {
        return event(EventType.TRACK, id, "u-1", "{\"properties\":" + properties + "}")
                .name("Order Completed")
                .build();
    }

    static Event identify(String id, String user, String traits) {
        return event(EventType.IDENTIFY, id, user, "{\"traits\":" + traits + "}")
                .build();
    }

    static Event group(String id, String user, String segment, String traits) {
        return event(EventType.GROUP, id, user, "{\"traits\":" + traits + "}")
                .groupId(segment)
                .build();
    }

    static Event.Builder event(EventType type, String id, String user, String payload) {
        return Event.builder(type, id, TIME).userId(user).payload(payload.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        destination.close();
        bench.close();
    }
}
