package org.eventgateway.trackingapi.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.DestinationContext;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.api.Test;

/** The golden events of the SMC source, delivered to a receiver that knows Segment's limits and email spec. */
class EmailEventsTest {
    /** The source's own golden files, not a copy that could differ. */
    private static final Path GOLDEN = Path.of("../smc/src/test/resources/source/golden");

    @Test
    void aStrictReceiverTakesAllSixEvents() throws IOException {
        try (StrictReceiver receiver = new StrictReceiver();
                Destination destination = new TrackingApiFactory()
                        .open(new DestinationContext(
                                "gateway",
                                Bound.local(receiver, Map.of()),
                                new SteppedClock(Instant.parse("2026-11-22T10:00:00Z")),
                                Thread::new))) {
            destination.deliver(Events.batch(golden()));

            assertThat(receiver.problems()).isEmpty();
            assertThat(receiver.requests().get(0).items())
                    .extracting(item -> item.getString("event"))
                    .containsExactlyInAnyOrder(
                            "Email Delivered",
                            "Email Opened",
                            "Email Link Clicked",
                            "Email Marked as Spam",
                            "Email Bounced",
                            "Email Unsubscribed");
        }
    }

    @Test
    void theReceiverObjectsToWhatIsNotInTheSpec() throws IOException {
        Event opened = Stream.of(golden())
                .filter(event -> event.name().filter("Email Opened"::equals).isPresent())
                .findFirst()
                .orElseThrow();
        String wrong = opened.json()
                .toString()
                .replace("\"email_id\":\"7\"", "\"link_id\":\"7\"")
                .replace("traits", "other");

        assertThat(EmailSpec.problems(Events.track("m", wrong).json()))
                .containsExactlyInAnyOrder(
                        "Email Opened must not have link_id",
                        "Email Opened lacks email_id",
                        "Email Opened lacks context.traits.email");
    }

    private static Event[] golden() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.sorted().map(EmailEventsTest::event).toArray(Event[]::new);
        }
    }

    private static Event event(Path file) {
        byte[] payload;
        try {
            payload = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        var json = Event.builder(EventType.TRACK, "m", Instant.EPOCH)
                .payload(payload)
                .build()
                .json();
        return Event.builder(EventType.TRACK, json.getString("messageId"), Instant.EPOCH)
                .userId(json.getString("userId", null))
                .anonymousId(json.getString("anonymousId", null))
                .name(json.getString("event"))
                .timestamp(Instant.parse(json.getString("timestamp")))
                .payload(payload)
                .build();
    }
}
