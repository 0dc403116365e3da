package org.eventgateway.engine.log;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Whose an event is when someone is to be deleted, where no field tells it. Stateless. */
final class Persons {
    private static final String KEY = "\"(?:userId|user_id|userid|USER_ID)\"\\s*:\\s*";

    private Persons() {}

    /** Finds a user id where a call names its user, in what need not be valid JSON. */
    static Pattern named(String userId) {
        String quoted = Pattern.quote(userId);
        return Pattern.compile(KEY + "(?:\"" + quoted + "\"|" + quoted + "(?=\\s*[,}\\]]|\\s*$))");
    }

    static boolean isNamed(Pattern named, byte[] raw) {
        return named.matcher(new String(raw, StandardCharsets.UTF_8)).find();
    }
}
