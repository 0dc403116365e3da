package org.eventgateway.benchmarks.workload;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes email events as a journey's web component posts them: 55 % delivered, 28 % opened, 10 % clicked, 4 % bounced, 2 % unsubscribed,
 * 1 % marked as spam, 0.3 KB each on average. The mark of each stands in its subject, which arrives as it is. The same seed makes the same
 * events. For one thread.
 */
public final class EmailWorkload {
    private static final Instant FIRST = Instant.parse("2026-03-02T08:00:00Z");

    private final SplittableRandom random;
    private final JsonWriter json = new JsonWriter();
    private int made;

    /** Starts a workload. */
    public EmailWorkload(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Makes the next events. */
    public List<MadeEvent> next(int count) {
        return IntStream.range(0, count).mapToObj(any -> next()).toList();
    }

    private MadeEvent next() {
        int person = random.nextInt(Workload.PEOPLE);
        int email = random.nextInt(40);
        String event = draw();
        EventMark mark = new EventMark(made, person);
        json.start().put("event", event).put("user_id", People.userId(person)).put("email", People.email(person));
        json.put("email_id", Integer.toString(7_000 + email)).put("email_subject", mark.messageId());
        json.put("campaign_id", Integer.toString(100 + email)).put("campaign_name", "spring-" + email);
        if (event.equals("Email Link Clicked")) {
            json.put("link_id", Integer.toString(random.nextInt(30)));
            json.put("link_name", "https://shop.example.com/looks/" + random.nextInt(300));
        }
        if (event.equals("Email Unsubscribed")) {
            json.put("list_id", Integer.toString(random.nextInt(5))).put("list_name", "newsletter");
        }
        json.put("timestamp", FIRST.plusMillis(40L * made).toString());
        made++;
        return new MadeEvent(mark, event, json.end().getBytes(StandardCharsets.UTF_8));
    }

    private String draw() {
        int point = random.nextInt(100);
        if (point < 55) {
            return "Email Delivered";
        }
        if (point < 83) {
            return "Email Opened";
        }
        if (point < 93) {
            return "Email Link Clicked";
        }
        if (point < 97) {
            return "Email Bounced";
        }
        return point < 99 ? "Email Unsubscribed" : "Email Marked as Spam";
    }
}
