package org.eventgateway.smc.source;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.source.Source;
import org.eventgateway.smc.loop.BornInSmc;
import org.junit.jupiter.api.Test;

/** What an operator can choose, and what never changes. */
class EventsOfSmcTest {
    private static final String TIME = "\"timestamp\":\"2026-10-20T06:00:00Z\"";
    /** {@code printf %s ann@example.org | sha256sum}. */
    private static final String ANN = "438c4c7afe600cdf1e455c369bec76dc970fc8ca463447c7b387a347f3c79331";

    @Test
    void withoutAUserIdTheVisitorIsTheDigestOfTheLowerCasedAddress() throws IOException {
        Event event = one(Sources.open(), "{\"event\":\"opened\",\"email\":\" Ann@Example.ORG \"," + TIME + "}");

        assertThat(event.userId()).isEmpty();
        assertThat(event.anonymousId()).hasValue(ANN);
        assertThat(event.json().getString("anonymousId")).isEqualTo(ANN);
        assertThat(event.json().getJsonObject("properties")).doesNotContainKey("user_id");
    }

    @Test
    void withoutAnAddressTheVisitorIsMadeOfTheRecordIdAndTheOrganization() throws IOException {
        String line = "{\"event\":\"opened\",\"record_id\":4711," + TIME + "}";
        Event acme = one(Sources.open(), line);
        Event other = one(Sources.open("organization", "Other"), line);

        assertThat(acme.anonymousId())
                .hasValue("smc:" + BornInSmc.of("Acme Shop").organization() + ":4711");
        assertThat(acme.anonymousId()).isNotEqualTo(other.anonymousId());
    }

    @Test
    void thePlainAddressIsTheVisitorOnlyWhenAskedFor() throws IOException {
        Event event = one(
                Sources.open("identity", "plain-email"), "{\"event\":\"opened\",\"email\":\"Ann@x.org\"," + TIME + "}");

        assertThat(event.anonymousId()).hasValue("ann@x.org");
    }

    @Test
    void aRecordWithoutAUserIdIsRefusedWhenAskedFor() throws IOException {
        Sinks.Keeping sink = Sources.read(
                Sources.open("identity", "refuse"),
                Sources.file("f.jsonl", "{\"event\":\"opened\",\"email\":\"ann@x.org\"," + TIME + "}"));

        assertThat(sink.refusals).containsExactly("1 identity_missing");
    }

    @Test
    void theAddressStaysOutOfTheEventWhenAskedFor() throws IOException {
        Event event = one(
                Sources.open("include-email", "false"), "{\"event\":\"opened\",\"email\":\"ann@x.org\"," + TIME + "}");

        assertThat(event.json().toString()).doesNotContain("ann@x.org");
    }

    @Test
    void anUnsubscriptionCanHaveTheNameOfTheEmailSpecAndKeepsItsMessageId() throws IOException {
        String line = "{\"event\":\"Email Unsubscribed\",\"user_id\":\"u\"," + TIME + "}";
        Event renamed = one(Sources.open("unsubscribe-event", "unsubscribed"), line);
        Event plain = one(Sources.open(), line);

        assertThat(renamed.name()).hasValue("Unsubscribed");
        assertThat(renamed.json().getJsonObject("properties").getString("event"))
                .isEqualTo("Unsubscribed");
        assertThat(renamed.messageId()).isEqualTo(plain.messageId());
    }

    @Test
    void linksStandOnlyOnClicksAndListsOnlyOnUnsubscriptions() throws IOException {
        for (String event : List.of("delivered", "opened", "clicked", "spam", "bounced", "unsubscribed")) {
            JsonObject properties = one(
                            Sources.open(),
                            "{\"event\":\"" + event
                                    + "\",\"user_id\":\"u\",\"link_id\":1,\"link_name\":\"n\",\"link_url\":\"/\","
                                    + "\"list_id\":2,\"list_name\":\"l\"," + TIME + "}")
                    .json()
                    .getJsonObject("properties");
            assertThat(properties.containsKey("link_id")).as(event).isEqualTo(event.equals("clicked"));
            assertThat(properties.containsKey("link_name")).as(event).isEqualTo(event.equals("clicked"));
            assertThat(properties.containsKey("list_id")).as(event).isEqualTo(event.equals("unsubscribed"));
            assertThat(properties.containsKey("list_name")).as(event).isEqualTo(event.equals("unsubscribed"));
        }
    }

    @Test
    void fieldsCanHaveAnyName() throws IOException {
        Source source = Sources.open(
                "fields",
                "user-id=Kunde|contact.key,event=Was,timestamp=Wann,email-id=mail.no",
                "event-codes",
                "geöffnet=opened");
        Event event = one(
                source,
                "{\"Was\":\"geöffnet\",\"contact\":{\"KEY\":\"k1\"},\"mail\":{\"no\":8},\"Wann\":\"2026-10-20T06:00:00Z\"}");

        assertThat(event.name()).hasValue("Email Opened");
        assertThat(event.userId()).hasValue("k1");
        assertThat(event.json().getJsonObject("properties").getString("email_id"))
                .isEqualTo("8");
    }

    @Test
    void aMessageStateOrAnOptOutCodeSaysTheEventWhenNothingElseDoes() throws IOException {
        Source source = Sources.open();
        assertThat(one(source, "{\"STATE\":30,\"OPTOUT\":0,\"user_id\":\"u\"," + TIME + "}")
                        .name())
                .hasValue("Email Delivered");
        assertThat(one(source, "{\"OPTOUT\":911,\"user_id\":\"u\"," + TIME + "}")
                        .name())
                .hasValue("Email Marked as Spam");
        assertThat(one(source, "{\"OPTOUT\":9,\"user_id\":\"u\"," + TIME + "}").name())
                .hasValue("Email Unsubscribed");
        assertThat(one(source, "{\"OPTOUT\":9,\"event\":\"clicked\",\"user_id\":\"u\"," + TIME + "}")
                        .name())
                .hasValue("Email Link Clicked");
    }

    @Test
    void messageIdsAreShortAndTheSameForTheSameInteractionWhicheverWayItComes() throws IOException {
        Event json = one(Sources.open(), "{\"event\":\"viewed\",\"email\":\"Ann@x.org\",\"email_id\":7," + TIME + "}");
        Event csv = Sources.read(
                        Sources.open("identity", "plain-email", "time-zone", "Europe/Brussels", "delimiter", "comma"),
                        Sources.file(
                                "f.csv",
                                "MAIL,EMAIL_ID,EVENT,TIMESTAMP\nann@X.org,7,Email Opened,2026-10-20 08:00:00\n"))
                .events
                .get(0);

        assertThat(csv.messageId()).isEqualTo(json.messageId()).hasSizeLessThan(100);
    }

    @Test
    void messageIdsDifferWhereverSomethingThatIdentifiesTheInteractionDiffers() throws IOException {
        String base =
                "{\"event\":\"clicked\",\"user_id\":\"u\",\"email_id\":1,\"campaign_id\":2,\"link_id\":3," + TIME + "}";
        Set<String> ids = new HashSet<>();
        List<String> lines = List.of(
                base,
                base.replace("clicked", "opened"),
                base.replace("\"u\"", "\"v\""),
                base.replace("\"email_id\":1", "\"email_id\":2"),
                base.replace("\"campaign_id\":2", "\"campaign_id\":1"),
                base.replace("\"link_id\":3", "\"link_id\":4"),
                base.replace("06:00:00Z", "06:00:00.001Z"),
                base.replace("\"link_id\":3", "\"interaction_id\":3"));
        for (String line : lines) {
            ids.add(one(Sources.open(), line).messageId());
        }
        ids.add(one(Sources.open("organization", "Other"), base).messageId());
        ids.add(one(Sources.open("account", "acme.slgnt.eu"), base).messageId());

        assertThat(ids).hasSize(lines.size() + 2);
    }

    @Test
    void anIdOfTheInteractionItselfCountsMoreThanEverythingElse() throws IOException {
        Event first =
                one(Sources.open(), "{\"event\":\"opened\",\"interaction_id\":\"i1\",\"user_id\":\"u\"," + TIME + "}");
        Event later = one(
                Sources.open(),
                "{\"event\":\"opened\",\"interaction_id\":\"i1\",\"email\":\"a@x.org\",\"timestamp\":\"2026-10-21T06:00:00Z\"}");

        assertThat(later.messageId()).isEqualTo(first.messageId());
    }

    @Test
    void carriesTheMarkOfItsOrganization() throws IOException {
        Event event = one(Sources.open(), "{\"event\":\"opened\",\"user_id\":\"u\"," + TIME + "}");

        assertThat(BornInSmc.read(event)).hasValue(BornInSmc.of("Acme Shop"));
    }

    @Test
    void headerAndPayloadSayTheSame() throws IOException {
        Event event = one(Sources.open(), "{\"event\":\"opened\",\"user_id\":\"u\"," + TIME + "}");
        JsonObject json = event.json();

        assertThat(json.getString("messageId")).isEqualTo(event.messageId());
        assertThat(json.getString("userId")).isEqualTo("u");
        assertThat(json.getString("event")).isEqualTo(event.name().orElseThrow());
        assertThat(json.getString("timestamp")).isEqualTo(event.timestamp().toString());
        assertThat(json.getString("sentAt")).isEqualTo(Sources.NOW.toString());
        assertThat(event.receivedAt()).isEqualTo(Sources.NOW);
    }

    @Test
    void anEventThatNoGatewayWouldTakeIsRefused() throws IOException {
        String subject = "s".repeat(40_000);
        Sinks.Keeping sink = Sources.read(
                Sources.open(),
                Sources.file(
                        "f.jsonl",
                        "{\"event\":\"opened\",\"user_id\":\"u\",\"email_subject\":\"" + subject + "\"," + TIME + "}"));

        assertThat(sink.refusals).containsExactly("1 event_too_large");
    }

    private static Event one(Source source, String json) throws IOException {
        Sinks.Keeping sink = Sources.read(source, Sources.file("f.jsonl", json));
        assertThat(sink.refusals).isEmpty();
        assertThat(sink.events).hasSize(1);
        return sink.events.get(0);
    }
}
