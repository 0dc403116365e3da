package org.eventgateway.smc.source.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.eventgateway.smc.source.interaction.EventCodes.Meaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventCodesTest {
    private final EventCodes codes =
            EventCodes.of(Map.of("Geöffnet", "opened", "22", "bounced", "optout 5", "ignore", "30", "ignore"));
    private final EventCodes defaults = EventCodes.of(Map.of());

    @ParameterizedTest
    @CsvSource({
        "Email Delivered, DELIVERED",
        "email_delivered, DELIVERED",
        "30, DELIVERED",
        "Email Opened, OPENED",
        "VIEWED, OPENED",
        "Email Link Clicked, CLICKED",
        "clicked, CLICKED",
        "Email Marked as Spam, SPAM",
        "complaint, SPAM",
        "27, SPAM",
        "911, SPAM",
        "Email Bounced, BOUNCED",
        "hard-bounce, BOUNCED",
        "10, BOUNCED",
        "11, BOUNCED",
        "13, BOUNCED",
        "20, BOUNCED",
        "23, BOUNCED",
        "24, BOUNCED",
        "25, BOUNCED",
        "26, BOUNCED",
        "Email Unsubscribed, UNSUBSCRIBED",
        "Unsubscribed, UNSUBSCRIBED",
        "9, UNSUBSCRIBED",
        "opt-out, UNSUBSCRIBED",
        "0, IGNORE",
        "7, IGNORE"
    })
    void knowsTheUsualCodesAndWords(String code, Meaning meaning) {
        assertThat(defaults.ofCode(code)).hasValue(meaning);
    }

    @ParameterizedTest
    @CsvSource({"22", "14", "31", "forwarded", "''", "'---'"})
    void knowsNoOthers(String code) {
        assertThat(defaults.ofCode(code)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"9, UNSUBSCRIBED", "911, SPAM", "1, UNSUBSCRIBED", "77, UNSUBSCRIBED", "0, IGNORE"})
    void readsOptOut(String value, Meaning meaning) {
        assertThat(defaults.ofOptOut(value)).hasValue(meaning);
    }

    @Test
    void takesSmcsOwnOptOutForNoActOfTheContact() {
        assertThat(defaults.ofOptOut("10")).isEmpty();
        assertThat(EventCodes.of(Map.of("optout 10", "bounced")).ofOptOut("10")).hasValue(Meaning.BOUNCED);
    }

    @Test
    void configuredCodesCountMoreThanTheDefaults() {
        assertThat(codes.ofCode("GEÖFFNET")).hasValue(Meaning.OPENED);
        assertThat(codes.ofCode("22")).hasValue(Meaning.BOUNCED);
        assertThat(codes.ofCode("30")).hasValue(Meaning.IGNORE);
        assertThat(codes.ofOptOut("5")).hasValue(Meaning.IGNORE);
    }

    @Test
    void refusesAMeaningThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> EventCodes.of(Map.of("1", "brewed")));
    }
}
