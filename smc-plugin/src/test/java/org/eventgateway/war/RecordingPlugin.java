package org.eventgateway.war;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.SpiVersion;
import org.eventgateway.plugin.destination.Admission;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.DestinationContext;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Preview;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Person;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.SettingsSchema;

/** A destination that remembers what it is given, rejects events named {@code poison} and does not want those named {@code noise}. */
public final class RecordingPlugin implements Plugin {
    private static final Reason POISON = Reason.event("poison", "The event is poison.");

    final List<Event> delivered = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "recording";
    }

    @Override
    public String version() {
        return "1.2.3";
    }

    @Override
    public SpiVersion spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public List<DestinationFactory> destinations() {
        return List.of(new Factory());
    }

    private final class Factory implements DestinationFactory {
        @Override
        public String name() {
            return "recording";
        }

        @Override
        public Set<EventType> eventTypes() {
            return EnumSet.allOf(EventType.class);
        }

        @Override
        public SettingsSchema settings() {
            return SettingsSchema.of(Setting.required("token", SettingType.SECRET, "Any secret."));
        }

        @Override
        public Destination open(DestinationContext context) {
            return new Recorder();
        }
    }

    private final class Recorder implements Destination {
        @Override
        public Admission admit(Event event) {
            return event.name().filter("noise"::equals).isPresent()
                    ? Admission.filtered(Reason.event("noise", "Noise is not wanted."))
                    : Admission.ADMITTED;
        }

        @Override
        public CheckReport check() {
            return new CheckReport(
                    List.of(new CheckReport.Step("memory", CheckReport.Verdict.PASSED, "There is enough of it.")));
        }

        @Override
        public Preview preview(Event event) {
            return new Preview(
                    List.of(new Preview.Request(
                            "POST", "memory:", Map.of(), event.type().wireName())),
                    Optional.empty());
        }

        @Override
        public DeliveryResult deliver(Batch batch) {
            Map<Long, Outcome> outcomes = new HashMap<>();
            for (Batch.Item item : batch.items()) {
                boolean poison = item.event().name().filter("poison"::equals).isPresent();
                if (!poison) {
                    delivered.add(item.event());
                }
                outcomes.put(item.id(), poison ? Outcome.rejected(POISON) : Outcome.DELIVERED);
            }
            return new DeliveryResult.Settled(outcomes);
        }

        @Override
        public Erasure erase(Person person) {
            return new Erasure(List.of(), Optional.empty());
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
