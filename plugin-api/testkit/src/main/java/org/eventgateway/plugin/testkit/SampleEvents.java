package org.eventgateway.plugin.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;

/** The events the kit hands over when an author does not make his own. */
final class SampleEvents {
    /** A personal datum in every sample, which must turn up in no text for operators. */
    static final String EMAIL = "kit.person@example.org";

    private static final Instant AT = Instant.parse("2027-01-15T10:00:00Z");

    private SampleEvents() {}

    /** The message id of the event of a number; none is part of another. */
    static String messageId(int number) {
        return String.format(Locale.ROOT, "kit-message-%04d", number);
    }

    static Event of(EventType type, String messageId, String userId) {
        String payload = """
                {"type":"%s","messageId":"%s","userId":"%s","timestamp":"%s"%s}""".formatted(type.wireName(), messageId, userId, AT, own(type));
        Event.Builder event =
                Event.builder(type, messageId, AT).userId(userId).payload(payload.getBytes(StandardCharsets.UTF_8));
        return switch (type) {
            case IDENTIFY, DELETE -> event.build();
            case TRACK -> event.name("Order Completed").build();
            case GROUP -> event.groupId("kit_group").build();
            case ALIAS -> event.previousId("kit-visitor").build();
            case PAGE, SCREEN -> event.name("Kit Page").build();
        };
    }

    private static String own(EventType type) {
        return switch (type) {
            case IDENTIFY -> ",\"traits\":{\"email\":\"" + EMAIL + "\",\"plan\":\"gold\"}";
            case TRACK ->
                ",\"event\":\"Order Completed\",\"properties\":{\"email\":\"" + EMAIL + "\",\"revenue\":12.5}";
            case GROUP -> ",\"groupId\":\"kit_group\",\"traits\":{\"name\":\"Kit\"}";
            case ALIAS -> ",\"previousId\":\"kit-visitor\"";
            case PAGE, SCREEN ->
                ",\"name\":\"Kit Page\",\"properties\":{\"url\":\"https://example.org/?to=" + EMAIL + "\"}";
            case DELETE -> "";
        };
    }
}
