package org.eventgateway.plugin.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Admission;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.DestinationContext;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Preview;
import org.eventgateway.plugin.destination.Readiness;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Person;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.SettingsException;
import org.eventgateway.plugin.settings.SettingsSchema;

/** Destinations with one fault each, of the kinds that are easily written. */
final class FaultyDestinations {
    private static final Setting<String> ANY_LIST =
            Setting.defaulted("list", SettingType.TEXT, "events", "Where events are stored.");
    private static final Setting<String> OPTIONAL_LIST =
            Setting.optional("list", FakeFactory.LIST.type(), "Where events are stored.");

    private FaultyDestinations() {}

    @Breaks("openingDoesNotTouchTheRemote")
    static class ConnectsWhenOpened extends FakeContract {
        ConnectsWhenOpened() {
            super((remote, context) -> {
                remote.probe();
                return new FakeDestination(remote, context);
            });
        }
    }

    @Breaks("getsReadyWhileTheRemoteWorks")
    static class NeverGetsReady extends FakeContract {
        NeverGetsReady() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                public Readiness start() {
                    return Readiness.notReady(unavailable(503));
                }
            });
        }
    }

    @Breaks("admittingDoesNotTouchTheRemote")
    static class AsksTheRemoteAtIntake extends FakeContract {
        AsksTheRemoteAtIntake() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                public Admission admit(Event event) {
                    remote.probe();
                    return Admission.ADMITTED;
                }
            });
        }
    }

    @Breaks("admittingIsThreadSafe")
    static class SharesStateAtIntake extends FakeContract {
        SharesStateAtIntake() {
            super((remote, context) -> new FakeDestination(remote, context) {
                private volatile String current = "";

                @Override
                public Admission admit(Event event) {
                    current = event.messageId();
                    LockSupport.parkNanos(1_000);
                    return current.equals(event.messageId())
                            ? Admission.ADMITTED
                            : Admission.filtered(Reason.event("other", "Another event came between."));
                }
            });
        }
    }

    @Breaks("checkPassesWhileTheRemoteWorks")
    static class ChecksNothing extends FakeContract {
        ChecksNothing() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                public CheckReport check() {
                    CheckReport found = super.check();
                    return found.passed() ? new CheckReport(List.of()) : found;
                }
            });
        }
    }

    @Breaks("checkFailsWhileTheRemoteIsDown")
    static class AlwaysPassesTheCheck extends FakeContract {
        AlwaysPassesTheCheck() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                public CheckReport check() {
                    return new CheckReport(
                            List.of(new CheckReport.Step("remote", CheckReport.Verdict.PASSED, "It was asked.")));
                }
            });
        }
    }

    @Breaks("checkChangesNothing")
    static class WritesWhenChecked extends FakeContract {
        WritesWhenChecked() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                public CheckReport check() {
                    post(this, SampleEvents.of(EventType.TRACK, "check", "checker"));
                    return super.check();
                }
            });
        }
    }

    @Breaks("previewSendsNothing")
    static class SendsWhenPreviewed extends FakeContract {
        SendsWhenPreviewed() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                public Preview preview(Event event) {
                    post(this, event);
                    return super.preview(event);
                }
            });
        }
    }

    @Breaks("previewIsWhatIsSent")
    static class PreviewsAnotherBody extends FakeContract {
        PreviewsAnotherBody() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                public Preview preview(Event event) {
                    return new Preview(
                            List.of(new Preview.Request("POST", FakeRemote.URL, Map.of(), "{ }")), Optional.empty());
                }
            });
        }
    }

    @Breaks("secretsStayOutOfPreview")
    static class PreviewsTheKey extends FakeContract {
        PreviewsTheKey() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                public Preview preview(Event event) {
                    Map<String, String> headers = Map.of("Authorization", apiKey.reveal());
                    return new Preview(
                            List.of(new Preview.Request("POST", FakeRemote.URL, headers, body(event))),
                            Optional.empty());
                }
            });
        }
    }

    @Breaks("secretsStayOutOfCheck")
    static class ReportsTheKey extends FakeContract {
        ReportsTheKey() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                String checkText() {
                    return "It was asked with " + apiKey.reveal() + ".";
                }
            });
        }
    }

    @Breaks("secretsStayOutOfToString")
    static class PrintsTheKey extends FakeContract {
        PrintsTheKey() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                public String toString() {
                    return "Fake[" + apiKey.reveal() + "]";
                }
            });
        }
    }

    @Breaks("secretsStayOutOfErrors")
    static class NamesTheKeyInTrouble extends FakeContract {
        NamesTheKeyInTrouble() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                Reason unavailable(int status) {
                    return Reason.remote("remote_down", "The remote did not take " + apiKey.reveal() + ".");
                }
            });
        }
    }

    @Breaks("secretsStayOutOfSettingsFaults")
    static class QuotesTheKeyInAFault extends FakeContract {
        QuotesTheKeyInAFault() {
            super(FakeDestination::new);
        }

        @Override
        protected DestinationFactory factory() {
            return new FakeFactory(remote, FakeDestination::new) {
                @Override
                public SettingsSchema settings() {
                    return SettingsSchema.of(API_KEY, ANY_LIST);
                }

                @Override
                public FakeDestination open(DestinationContext context) {
                    if (context.settings().get(ANY_LIST).contains(" ")) {
                        String key = context.settings().get(API_KEY).reveal();
                        throw new SettingsException(List.of(
                                new SettingFault("list", "test", "No such list for " + key + ".", "Name one.")));
                    }
                    return new FakeDestination(remote, context);
                }
            };
        }
    }

    @Breaks("settingsThatHoldSecretsAreDeclaredSecret")
    static class DeclaresAPasswordAsText extends FakeContract {
        DeclaresAPasswordAsText() {
            super(FakeDestination::new);
        }

        @Override
        protected DestinationFactory factory() {
            return new FakeFactory(remote, FakeDestination::new) {
                @Override
                public SettingsSchema settings() {
                    return SettingsSchema.of(
                            API_KEY,
                            LIST,
                            Setting.optional("proxy-password", SettingType.TEXT, "The password at the proxy."));
                }
            };
        }
    }

    @Breaks("everyGivenSettingIsDeclared")
    static class DeclaresFewerThanItIsGiven extends FakeContract {
        DeclaresFewerThanItIsGiven() {
            super(FakeDestination::new);
        }

        @Override
        protected Map<String, String> settings() {
            return Map.of("api-key", "kit-secret-4711", "time-out", "5s");
        }
    }

    @Breaks("aMissingSettingIsReported")
    static class NeedsAnOptionalSetting extends FakeContract {
        NeedsAnOptionalSetting() {
            super(FakeDestination::new);
        }

        @Override
        protected DestinationFactory factory() {
            return new FakeFactory(remote, FakeDestination::new) {
                @Override
                public SettingsSchema settings() {
                    return SettingsSchema.of(API_KEY, OPTIONAL_LIST);
                }

                @Override
                public FakeDestination open(DestinationContext context) {
                    // throws what a map without the value throws
                    String ignored = context.settings().get(OPTIONAL_LIST);
                    return new FakeDestination(remote, context);
                }
            };
        }
    }

    @Breaks("aBadValueIsReported")
    static class TakesAnyValue extends FakeContract {
        TakesAnyValue() {
            super(FakeDestination::new);
        }

        @Override
        protected DestinationFactory factory() {
            return new FakeFactory(remote, FakeDestination::new) {
                @Override
                public SettingsSchema settings() {
                    return SettingsSchema.of(API_KEY, ANY_LIST);
                }
            };
        }
    }

    @Breaks("closingEndsEveryThread")
    static class LeavesAThread extends FakeContract {
        LeavesAThread() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                public void close() {
                    // the watchdog is forgotten
                }
            });
        }
    }

    @Breaks("closingDoesNotThrow")
    static class ThrowsWhenClosed extends FakeContract {
        ThrowsWhenClosed() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                public void close() {
                    super.close();
                    throw new IllegalStateException("closed");
                }
            });
        }
    }

    @Breaks("everyDeclaredTypeIsDelivered")
    static class RejectsWhatItDeclares extends FakeContract {
        RejectsWhatItDeclares() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                public Preview preview(Event event) {
                    return event.type() == EventType.GROUP
                            ? new Preview(List.of(), Optional.of(refusal(event)))
                            : super.preview(event);
                }

                @Override
                Outcome outcome(Event event, int attempt) throws IOException {
                    return event.type() == EventType.GROUP
                            ? Outcome.rejected(refusal(event))
                            : super.outcome(event, attempt);
                }
            });
        }
    }

    @Breaks("everyEventGetsAnOutcome")
    static class ForgetsTheLastOutcome extends FakeContract {
        ForgetsTheLastOutcome() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                DeliveryResult settled(Map<Long, Outcome> outcomes) {
                    Map<Long, Outcome> fewer = new LinkedHashMap<>(outcomes);
                    if (outcomes.size() > 1) {
                        fewer.keySet().stream().max(Comparator.naturalOrder()).ifPresent(fewer::remove);
                    }
                    return super.settled(fewer);
                }
            });
        }
    }

    @Breaks("outcomesNameOnlyEventsOfTheBatch")
    static class InventsAnId extends FakeContract {
        InventsAnId() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                DeliveryResult settled(Map<Long, Outcome> outcomes) {
                    Map<Long, Outcome> more = new LinkedHashMap<>(outcomes);
                    more.put(0L, Outcome.DELIVERED);
                    return super.settled(more);
                }
            });
        }
    }

    @Breaks("deliveredMeansThatTheRemoteHasIt")
    static class SendsEveryNameOnce extends FakeContract {
        SendsEveryNameOnce() {
            super((remote, context) -> new FakeDestination(remote, context) {
                private final List<String> seen = new ArrayList<>();

                @Override
                Outcome outcome(Event event, int attempt) throws IOException {
                    boolean known = event.type() == EventType.TRACK && seen.contains(event.person());
                    seen.add(event.person());
                    // Folds two tracks of a person into one, and so loses the later.
                    return known && event.messageId().compareTo(SampleEvents.messageId(9)) > 0
                            ? Outcome.DELIVERED
                            : super.outcome(event, attempt);
                }
            });
        }
    }

    @Breaks("eventsOfOnePersonKeepTheirOrder")
    static class GroupsByType extends FakeContract {
        GroupsByType() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                List<Batch.Item> inOrder(List<Batch.Item> items) {
                    return items.stream()
                            .sorted(Comparator.comparing(item -> item.event().type()))
                            .toList();
                }
            });
        }
    }

    @Breaks("nothingOvertakesAnEventThatHasToWait")
    static class GoesOnAfterAFailure extends FakeContract {
        GoesOnAfterAFailure() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                boolean goesOnAfterFailure() {
                    return true;
                }
            });
        }
    }

    @Breaks("deliveringAgainLeavesTheSameState")
    static class StoresUnderARandomKey extends FakeContract {
        StoresUnderARandomKey() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                String key(Event event, int attempt) {
                    return UUID.randomUUID().toString();
                }
            });
        }
    }

    @Breaks("sendingAgainLeavesNothingTwice")
    static class SendsAllAgainUnderNewKeys extends FakeContract {
        SendsAllAgainUnderNewKeys() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                String key(Event event, int attempt) {
                    return event.messageId() + "/" + attempt;
                }

                @Override
                boolean isDone(Outcome outcome) {
                    return false;
                }

                @Override
                boolean goesOnAfterFailure() {
                    return !stumbled;
                }

                private boolean stumbled;

                @Override
                Outcome outcome(Event event, int attempt) throws IOException {
                    Outcome outcome = super.outcome(event, attempt);
                    stumbled = outcome instanceof Outcome.RetryLater;
                    return outcome;
                }
            });
        }
    }

    @Breaks("aRefusedEventIsNotReportedDelivered")
    static class BelievesEveryAnswer extends FakeContract {
        BelievesEveryAnswer() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                Outcome outcome(Event event, int attempt) throws IOException {
                    Outcome outcome = super.outcome(event, attempt);
                    return outcome instanceof Outcome.Rejected ? Outcome.DELIVERED : outcome;
                }
            });
        }
    }

    @Breaks("aRefusedEventDoesNotStopTheOthers")
    static class PausesAtARefusal extends FakeContract {
        PausesAtARefusal() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                DeliveryResult settled(Map<Long, Outcome> outcomes) {
                    return outcomes.values().stream().anyMatch(Outcome.Rejected.class::isInstance)
                            ? new DeliveryResult.Paused(Scope.CONNECTION, unavailable(400))
                            : super.settled(outcomes);
                }

                @Override
                boolean isDone(Outcome outcome) {
                    return outcome instanceof Outcome.Delivered;
                }
            });
        }
    }

    @Breaks("aRemoteThatIsDownCausesNoException")
    static class ThrowsWhenTheRemoteIsDown extends FakeContract {
        ThrowsWhenTheRemoteIsDown() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                Reason unavailable(int status) {
                    throw new UncheckedIOException(new IOException("status " + status));
                }
            });
        }
    }

    @Breaks("aRemoteThatIsDownLosesNoEvent")
    static class RejectsWhileTheRemoteIsDown extends FakeContract {
        RejectsWhileTheRemoteIsDown() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                Outcome outcome(Event event, int attempt) throws IOException {
                    Outcome outcome = super.outcome(event, attempt);
                    return outcome instanceof Outcome.RetryLater ? Outcome.rejected(refusal(event)) : outcome;
                }
            });
        }
    }

    @Breaks("aLostAnswerIsNotADelivery")
    static class TakesSilenceForConsent extends FakeContract {
        TakesSilenceForConsent() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                DeliveryResult brokenConnection(List<Batch.Item> open) {
                    Map<Long, Outcome> outcomes = new LinkedHashMap<>();
                    open.forEach(item -> outcomes.put(item.id(), Outcome.DELIVERED));
                    return settled(outcomes);
                }
            });
        }
    }

    @Breaks("preparingSendsNothing")
    static class SendsWhilePreparing extends FakeContract {
        SendsWhilePreparing() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                public Shipment prepare(Batch batch) {
                    Shipment shipment = super.prepare(batch);
                    DeliveryResult early = shipment.send();
                    boolean[] told = new boolean[1];
                    return () -> {
                        boolean first = !told[0];
                        told[0] = true;
                        return first ? early : shipment.send();
                    };
                }
            });
        }
    }

    @Breaks("deliveredIsTheSameAsPreparedAndSent")
    static class DeliversFewerThanItPrepares extends FakeContract {
        DeliversFewerThanItPrepares() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                public DeliveryResult deliver(Batch batch) {
                    return super.deliver(new Batch(batch.items().subList(0, 1)));
                }
            });
        }
    }

    @Breaks("erasingEndsInAFinalAnswer")
    static class NeverFinishesErasing extends FakeContract {
        NeverFinishesErasing() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                public Erasure erase(Person person) {
                    return new Erasure(super.erase(person).stores(), Optional.of(unavailable(202)));
                }
            });
        }
    }

    @Breaks("anErasedPersonIsGone")
    static class ErasesNothing extends FakeContract {
        ErasesNothing() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                public Erasure erase(Person person) {
                    return remote.probe() == 200
                            ? new Erasure(List.of(new Erasure.Store("events", 0, 1)), Optional.empty())
                            : new Erasure(List.of(), Optional.of(unavailable(503)));
                }
            });
        }
    }

    @Breaks("personalDataStayOutOfErrors")
    static class NamesThePersonInTrouble extends FakeContract {
        NamesThePersonInTrouble() {
            super((remote, context) -> new FakeDestination(remote, context) {
                @Override
                Reason refusal(Event event) {
                    return Reason.event("refused", "The remote refused an event of " + event.person() + ".");
                }
            });
        }
    }

    private static void post(FakeDestination destination, Event event) {
        try {
            destination.remote.post(event, event.messageId(), Map.of(), destination.body(event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
