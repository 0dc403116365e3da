package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.IntRange;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Integrations;

class EventCodecTest {

    @Property(tries = 500)
    void everyFieldComesBack(@ForAll("events") Event event) {
        assertSame(EventCodec.decode(7, EventCodec.encode(event)).event(), event);
    }

    @Property(tries = 200)
    void doneEffectsAndAttemptsComeBackAndCanBeChanged(
            @ForAll("events") Event event,
            @ForAll Set<String> first,
            @ForAll Set<String> second,
            @ForAll @IntRange(min = 0) int attempts,
            @ForAll @IntRange(min = 0) int later) {
        byte[] once = EventCodec.withProgress(EventCodec.encode(event), first, sent(attempts));
        byte[] twice = EventCodec.withProgress(once, second, sent(later));

        assertThat(EventCodec.decode(7, once).doneEffects()).isEqualTo(first);
        assertThat(EventCodec.decode(7, once).attempts()).isEqualTo(sent(attempts));
        assertThat(EventCodec.decode(7, twice).doneEffects()).isEqualTo(second);
        assertThat(EventCodec.decode(7, twice).attempts()).isEqualTo(sent(later));
        assertSame(EventCodec.decode(7, twice).event(), event);
    }

    @Property(tries = 100)
    void theFirstPlaceComesBackBesideThem(
            @ForAll("events") Event event, @ForAll Set<String> effects, @ForAll @IntRange(min = 0) int attempts) {
        byte[] moved = EventCodec.withOrder(EventCodec.encode(event), 3);
        LoggedEvent logged = EventCodec.decode(7, EventCodec.withProgress(moved, effects, sent(attempts)));

        assertThat(logged.order()).isEqualTo(3);
        assertThat(logged.attempts()).isEqualTo(sent(attempts));
        assertThat(logged.doneEffects()).isEqualTo(effects);
        assertSame(logged.event(), event);
    }

    @Property(tries = 100)
    void aRecordIsAsItWasWhenNothingIsKnownOfItsDeliveryAnyMore(@ForAll("events") Event event) {
        byte[] fresh = EventCodec.encode(event);
        byte[] sent = EventCodec.withProgress(fresh, Set.of("row"), new Attempts(3, 8));

        assertThat(EventCodec.withProgress(sent, Set.of(), Attempts.NONE)).isEqualTo(fresh);
        assertThat(EventCodec.withProgress(fresh, Set.of(), Attempts.NONE)).isSameAs(fresh);
    }

    @Example
    void onlyANewEventTakesAnotherPlace() {
        byte[] fresh = EventCodec.encode(Events.track("a"));

        assertThatThrownBy(() -> EventCodec.withOrder(EventCodec.withProgress(fresh, Set.of(), new Attempts(1, 8)), 3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Attempts sent(int attempts) {
        return attempts == 0 ? Attempts.NONE : new Attempts(attempts, 1_700_000_000_000L);
    }

    @Example
    void thePayloadIsNotCopiedOnTheWayOut() {
        byte[] record = EventCodec.encode(Events.track("a"));
        Event decoded = EventCodec.decode(1, record).event();

        record[record.length - 1] = ']';

        assertThat(decoded.payload().get(decoded.payloadLength() - 1)).isEqualTo((byte) ']');
    }

    @Example
    void aRecordOfALaterVersionIsRefused() {
        byte[] record = EventCodec.encode(Events.track("a"));
        record[0] = 9;

        assertThatThrownBy(() -> EventCodec.decode(1, record)).hasMessageContaining("version 9");
    }

    private static void assertSame(Event actual, Event expected) {
        assertThat(actual.type()).isEqualTo(expected.type());
        assertThat(actual.messageId()).isEqualTo(expected.messageId());
        assertThat(actual.userId()).isEqualTo(expected.userId());
        assertThat(actual.anonymousId()).isEqualTo(expected.anonymousId());
        assertThat(actual.previousId()).isEqualTo(expected.previousId());
        assertThat(actual.groupId()).isEqualTo(expected.groupId());
        assertThat(actual.name()).isEqualTo(expected.name());
        assertThat(actual.timestamp()).isEqualTo(expected.timestamp());
        assertThat(actual.receivedAt()).isEqualTo(expected.receivedAt());
        assertThat(actual.integrations()).isEqualTo(expected.integrations());
        assertThat(actual.payload()).isEqualTo(ByteBuffer.wrap(bytes(expected)));
    }

    private static byte[] bytes(Event event) {
        byte[] bytes = new byte[event.payloadLength()];
        event.copyPayload(bytes, 0);
        return bytes;
    }

    @Provide
    Arbitrary<Event> events() {
        // All of UTF-16, lone surrogates too: JSON can carry them.
        StringArbitrary texts =
                Arbitraries.strings().withCharRange('\u0000', '\uffff').ofMaxLength(200);
        Arbitrary<Instant> instants = Combinators.combine(
                        Arbitraries.longs().between(-10_000_000_000L, 10_000_000_000L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
        Arbitrary<Integrations> integrations = Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.maps(texts, Arbitraries.of(true, false)).ofMaxSize(4))
                .as(Integrations::new);
        return Combinators.combine(
                        Arbitraries.of(EventType.class),
                        texts.ofMinLength(1).ofMaxLength(100),
                        texts.injectNull(0.3).list().ofSize(5),
                        instants,
                        instants,
                        integrations,
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(3_000))
                .as((type, id, ids, received, timestamp, wishes, payload) -> Event.builder(type, id, received)
                        .timestamp(timestamp)
                        .userId(ids.get(0))
                        .anonymousId(ids.get(1))
                        .previousId(ids.get(2))
                        .groupId(ids.get(3))
                        .name(ids.get(4))
                        .integrations(wishes)
                        .payload(payload)
                        .build());
    }

    @Property(tries = 100)
    void aListOfEffectsComesBack(@ForAll Set<String> effects) {
        assertThat(EventCodec.decodeEffects(Optional.of(EventCodec.encodeEffects(new HashSet<>(effects)))))
                .isEqualTo(effects);
    }
}
