package org.eventgateway.benchmarks.workload;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes events as a shop's web site and app send them through a gateway: 60 % track, 25 % identify, 5 % group, 5 % page, 3 % screen,
 * 2 % alias, 1.1 KB each on average; 5 % of those that may are of visitors. The same seed makes the same events. For one thread.
 */
public final class Workload {
    /** How many people the events are about. */
    public static final int PEOPLE = 10_000;

    private static final Instant FIRST = Instant.parse("2026-03-02T08:00:00.001Z");
    private static final String[] EVENTS = {
        "Product Viewed",
        "Product Viewed",
        "Product List Viewed",
        "Product Added",
        "Cart Viewed",
        "Checkout Started",
        "Order Completed"
    };
    private static final String[] THINGS = {
        "Kettle \"Élan\"", "Lampe d’atelier", "Gartenstuhl Föhr", "Пуховик", "Running shoe 7½", "砂糖入れ", "Wool blanket"
    };
    private static final String[] GROUPS = {"NEWSLETTER", "LOYAL_CUSTOMERS", "WIN_BACK"};
    private static final String[] BROWSERS = {
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.6; rv:132.0) Gecko/20100101 Firefox/132.0"
    };

    private final SplittableRandom random;
    private final People people = new People(PEOPLE);
    private final JsonWriter json = new JsonWriter();
    private final int traits;
    private int made;

    /** Starts a workload. */
    public Workload(long seed) {
        this(seed, 0);
    }

    /**
     * Starts a workload of identify calls, each of which has about half of so many traits, drawn anew; or the usual one if there are none.
     */
    public Workload(long seed, int traits) {
        this.random = new SplittableRandom(seed);
        this.traits = traits;
    }

    /** The name of a drawn trait, from 0; also that of its field. */
    public static String trait(int number) {
        return String.format("T%02d", number + 1);
    }

    /** Makes the next events. */
    public List<MadeEvent> next(int count) {
        return IntStream.range(0, count).mapToObj(any -> next()).toList();
    }

    /** Makes the next event. */
    public MadeEvent next() {
        int person = people.draw(random);
        Call call = traits > 0 ? Call.IDENTIFY : Call.draw(random);
        boolean known = traits > 0 || call.needsUser() || random.nextInt(100) >= 5;
        EventMark mark = new EventMark(made, known ? person : person + PEOPLE);
        Instant happened = FIRST.plusMillis(25L * made + random.nextInt(20));
        json.start();
        json.put("type", call.wireName()).put("messageId", mark.messageId());
        json.put("anonymousId", People.anonymousId(person));
        if (known) {
            json.put("userId", People.userId(person));
        }
        json.put("originalTimestamp", happened.toString());
        json.put("sentAt", happened.plusMillis(180).toString());
        json.put("receivedAt", happened.plusMillis(260).toString());
        json.put("timestamp", happened.plusMillis(3).toString());
        writeContext(call, person);
        writeBody(call, person);
        json.open("integrations").putRaw("All", true).close();
        made++;
        return new MadeEvent(mark, call.wireName(), json.end().getBytes(StandardCharsets.UTF_8));
    }

    private void writeContext(Call call, int person) {
        boolean mobile = call == Call.SCREEN || (call != Call.PAGE && People.isMobile(person));
        json.open("context");
        json.open("library").put("name", mobile ? "analytics-kotlin" : "analytics.js");
        json.put("version", mobile ? "1.16.3" : "next-1.75.0").close();
        json.put("ip", "198.51.100." + (1 + random.nextInt(254)));
        json.put("locale", People.locale(person)).put("timezone", "Europe/Brussels");
        if (mobile) {
            json.put("userAgent", "Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8 Build/AP1A.240505.005)");
            json.open("device").put("id", People.anonymousId(person + PEOPLE)).put("manufacturer", "Google");
            json.put("model", "Pixel 8")
                    .put("name", "shiba")
                    .put("type", "android")
                    .close();
            json.open("os").put("name", "Android").put("version", "14").close();
            json.open("screen").putRaw("density", 2.625).putRaw("height", 2_205).putRaw("width", 1_080);
            json.close();
        } else {
            json.put("userAgent", BROWSERS[person % BROWSERS.length]);
            json.open("page").put("path", path()).put("referrer", "https://search.example.net/");
            json.put("search", random.nextInt(4) == 0 ? "?utm_campaign=march&utm_medium=email" : "");
            json.put("title", "Example Shop – " + pick(THINGS)).put("url", "https://shop.example.com" + path());
            json.close();
        }
        if (random.nextInt(10) < 3) {
            json.open("campaign").put("name", "march-" + random.nextInt(30)).put("source", "newsletter");
            json.put("medium", "email").close();
        }
        if (call == Call.TRACK || call == Call.GROUP) {
            json.open("traits").put("email", People.email(person)).close();
        }
        json.close();
    }

    private void writeBody(Call call, int person) {
        switch (call) {
            case TRACK -> writeTrack();
            case IDENTIFY -> writeTraits(person);
            case GROUP -> {
                json.put("groupId", pick(GROUPS))
                        .open("traits")
                        .put("matchkey", "MAIL")
                        .put("userlist", "CUSTOMERS");
                json.put("method", random.nextInt(5) == 0 ? "REMOVE" : "ADD").close();
            }
            case PAGE, SCREEN -> {
                json.put("name", call == Call.PAGE ? "Product page" : "Product screen");
                json.open("properties").put("path", path()).put("title", pick(THINGS));
                json.put("url", "https://shop.example.com" + path()).put("variation", "B");
                json.put("referrer", "https://shop.example.com/").putRaw("loadMillis", random.nextInt(2_000));
                json.putRaw("scrollDepth", random.nextInt(100))
                        .put("section", "catalogue")
                        .close();
            }
            case ALIAS -> json.put("previousId", People.anonymousId(person));
        }
    }

    private void writeTrack() {
        String event = pick(EVENTS);
        json.put("event", event).open("properties");
        if (event.equals("Order Completed")) {
            json.put("order_id", "ORD-" + (1_000_000 + random.nextInt(9_000_000)));
            json.putRaw("total", cents(30_000)).putRaw("shipping", cents(900)).putRaw("coupon", "null");
            json.put("currency", "EUR").openArray("products");
            for (int i = 0; i < 2; i++) {
                json.openElement();
                writeProduct();
                json.close();
            }
            json.closeArray();
        } else {
            writeProduct();
            json.put("currency", "EUR").putRaw("position", random.nextInt(40));
            json.putRaw("in_stock", random.nextInt(10) > 0);
            json.put("image_url", "https://images.example.com/p/" + random.nextInt(100_000) + "/large.webp");
        }
        json.close();
    }

    private void writeProduct() {
        json.put("product_id", "SKU" + (10_000 + random.nextInt(80_000))).put("name", pick(THINGS));
        json.put("category", "Home & Garden").put("brand", "Exämple").put("variant", "colour-" + random.nextInt(12));
        json.putRaw("price", cents(25_000)).putRaw("quantity", 1 + random.nextInt(4));
    }

    private void writeTraits(int person) {
        if (traits > 0) {
            drawTraits();
            return;
        }
        json.open("traits").put("email", People.email(person));
        json.put("firstName", People.firstName(person)).put("lastName", People.lastName(person));
        json.put("name", People.firstName(person) + " " + People.lastName(person));
        json.put("phone", "+32470" + (100_000 + person)).put("gender", person % 2 == 0 ? "female" : "male");
        json.put("birthday", "19" + (60 + person % 40) + "-0" + (1 + person % 9) + "-1" + person % 10);
        json.put("language", People.locale(person)).put("plan", person % 5 == 0 ? "premium" : "free");
        json.putRaw("newsletter", person % 4 != 0).putRaw("logins", random.nextInt(400));
        json.put("createdAt", "2024-11-0" + (1 + person % 9) + "T09:30:00.000Z");
        json.open("address")
                .put("street", "Rue de l’Église " + (1 + person % 150))
                .put("city", People.city(person));
        json.put("postalCode", Integer.toString(1_000 + person % 9_000)).put("country", People.country(person));
        json.close().close();
    }

    private void drawTraits() {
        json.open("traits");
        for (int number = 0; number < traits; number++) {
            if (random.nextBoolean()) {
                json.put(trait(number), "value " + random.nextInt(100));
            }
        }
        json.close();
    }

    private String path() {
        return "/catalogue/item-" + random.nextInt(5_000);
    }

    private String cents(int most) {
        int cents = 100 + random.nextInt(most);
        return cents / 100 + "." + cents / 10 % 10 + (1 + cents % 9);
    }

    private String pick(String[] choice) {
        return choice[random.nextInt(choice.length)];
    }

    /** The calls and their shares. */
    private enum Call {
        TRACK("track", 60, false),
        IDENTIFY("identify", 85, false),
        GROUP("group", 90, true),
        PAGE("page", 95, false),
        SCREEN("screen", 98, false),
        ALIAS("alias", 100, true);

        private final String wireName;
        private final int upTo;
        private final boolean needsUser;

        Call(String wireName, int upTo, boolean needsUser) {
            this.wireName = wireName;
            this.upTo = upTo;
            this.needsUser = needsUser;
        }

        static Call draw(SplittableRandom random) {
            int point = random.nextInt(100);
            for (Call call : values()) {
                if (point < call.upTo) {
                    return call;
                }
            }
            return ALIAS;
        }

        String wireName() {
            return wireName;
        }

        boolean needsUser() {
            return needsUser;
        }
    }
}
